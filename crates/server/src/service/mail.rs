//! E-mail: one connection to one mail server, as configured. Knows nothing of reports.

use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::{Error as SmtpError, extension::ClientId};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::ExposeSecret;

use crate::config::{SmtpSettings, SmtpTls};

/// How long the mail server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends e-mail.
#[derive(Debug)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    domains: Vec<String>,
}

/// A message to be sent.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// What comes with it.
    pub files: Vec<Attached>,
    /// The same for every try, so that a mail server can tell a second copy.
    pub id: String,
}

/// A file of a message.
#[derive(Debug, Clone)]
pub struct Attached {
    /// The name that it is saved under.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Why a message was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// It would be refused again.
    #[error("the mail server refused the message: {0}")]
    Refused(String),
    /// It may be taken later.
    #[error("the mail server did not take the message: {0}")]
    Later(String),
}

/// Why there is no mailer.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// The file with further certificates cannot be read.
    #[error("smtp_ca_file {0} cannot be read")]
    Certificates(String, #[source] std::io::Error),
    /// The certificates, or the server's name, cannot be used.
    #[error("the connection to smtp_host cannot be encrypted")]
    Tls(#[from] SmtpError),
    /// The sender is no address.
    #[error("smtp_from is no address")]
    From(#[from] lettre::address::AddressError),
}

impl Mailer {
    /// The mailer, where a mail server is configured. Connects to nothing.
    ///
    /// # Errors
    /// Settings that cannot be used.
    pub fn open(settings: &SmtpSettings) -> Result<Option<Self>, MailerError> {
        let (Some(host), Some(from)) = (&settings.host, &settings.from) else { return Ok(None) };
        let from: Mailbox = from.parse()?;
        let (tls, usual_port) = match settings.tls {
            SmtpTls::StartTls => (Tls::Required(parameters(settings, host)?), 587),
            SmtpTls::Tls => (Tls::Wrapper(parameters(settings, host)?), 465),
            SmtpTls::None => (Tls::None, 25),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .port(settings.port.unwrap_or(usual_port))
            .tls(tls)
            .hello_name(ClientId::Domain(from.email.domain().to_owned()))
            .timeout(Some(PATIENCE));
        if let (Some(name), Some(password)) = (&settings.username, &settings.password) {
            let password = password.expose_secret().to_owned();
            builder = builder.credentials(Credentials::new(name.clone(), password));
        }
        let domains = settings.recipient_domains.clone();
        Ok(Some(Self { transport: builder.build(), from, domains }))
    }

    /// Reads an address that messages may be sent to.
    ///
    /// # Errors
    /// A phrase that follows the address.
    pub fn address(&self, text: &str) -> Result<Address, String> {
        let address: Address = text.parse().map_err(|_| "is no e-mail address".to_owned())?;
        let domain = address.domain().to_ascii_lowercase();
        if self.domains.is_empty() || self.domains.contains(&domain) {
            return Ok(address);
        }
        Err("is not in a domain that this server sends to".to_owned())
    }

    /// Sends a letter to one person.
    ///
    /// # Errors
    /// Whether the same may succeed later.
    pub async fn send(&self, letter: &Letter, to: &str) -> Result<(), MailError> {
        let message = self.message(letter, to).map_err(MailError::Refused)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(MailError::Refused(error.to_string())),
            Err(error) => Err(MailError::Later(chain(&error))),
        }
    }

    fn message(&self, letter: &Letter, to: &str) -> Result<Message, String> {
        let parts = letter.files.iter().try_fold(
            MultiPart::mixed().singlepart(SinglePart::plain(letter.text.clone())),
            |parts, file| {
                let kind =
                    ContentType::parse(file.media_type).map_err(|error| error.to_string())?;
                let attachment = Attachment::new(file.name.clone());
                Ok::<_, String>(parts.singlepart(attachment.body(file.bytes.clone(), kind)))
            },
        )?;
        let address = self.address(to)?;
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, address))
            .subject(letter.subject.clone())
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            .multipart(parts)
            .map_err(|error| error.to_string())
    }
}

fn parameters(settings: &SmtpSettings, host: &str) -> Result<TlsParameters, MailerError> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = &settings.ca_file {
        let name = || path.display().to_string();
        let text = std::fs::read(path).map_err(|error| MailerError::Certificates(name(), error))?;
        builder = builder.add_root_certificate(Certificate::from_pem(&text)?);
    }
    Ok(builder.build_rustls()?)
}

fn chain(error: &dyn std::error::Error) -> String {
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    format!("{error}{cause}")
}
