//! How a connection is encrypted, and what is checked of the server's certificate.
//!
//! The modes are PostgreSQL's. HTTP has no way to begin without encryption and go on with it, so the
//! modes that would try both do not exist here.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WantsClientCert, WebPkiServerVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, ConfigBuilder, DigitallySignedStruct, Error, RootCertStore,
    SignatureScheme,
};

/// What a connection must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TlsMode {
    /// Not encrypted.
    Disable,
    /// Encrypted, with whomever.
    Require,
    /// With a server whose certificate a trusted authority has signed.
    VerifyCa,
    /// And with the name of the host in it.
    VerifyFull,
}

/// The client's side; `authority` in PEM form replaces the authorities that browsers trust. `client` is
/// the client's own certificate, and its key.
pub(crate) fn configure(
    mode: TlsMode,
    authority: Option<&str>,
    client: Option<&(String, String)>,
) -> Result<ClientConfig, Error> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()?;
    if matches!(mode, TlsMode::VerifyFull | TlsMode::Disable) {
        return shown(builder.with_root_certificates(roots(authority)?), client);
    }
    let chain = match mode {
        TlsMode::VerifyCa => Some(chain_verifier(roots(authority)?, &provider)?),
        _ => None,
    };
    let lenient = Arc::new(Lenient { chain, provider });
    shown(builder.dangerous().with_custom_certificate_verifier(lenient), client)
}

/// With the client's own certificate, if it has one.
fn shown(
    builder: ConfigBuilder<ClientConfig, WantsClientCert>,
    client: Option<&(String, String)>,
) -> Result<ClientConfig, Error> {
    let Some((certificate, key)) = client else { return Ok(builder.with_no_client_auth()) };
    let chain = CertificateDer::pem_slice_iter(certificate.as_bytes()).collect::<Result<_, _>>();
    let chain = chain.map_err(|error| Error::General(error.to_string()))?;
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes());
    builder.with_client_auth_cert(chain, key.map_err(|error| Error::General(error.to_string()))?)
}

fn roots(authority: Option<&str>) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    let Some(pem) = authority else {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        return Ok(roots);
    };
    for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
        let certificate = certificate.map_err(|error| Error::General(error.to_string()))?;
        roots.add(certificate)?;
    }
    Ok(roots)
}

fn chain_verifier(
    roots: RootCertStore,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<WebPkiServerVerifier>, Error> {
    let builder =
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider));
    builder.build().map_err(|error| Error::General(error.to_string()))
}

/// Lets any name pass and, without a chain to follow, any certificate. The server must still own it.
#[derive(Debug)]
struct Lenient {
    chain: Option<Arc<WebPkiServerVerifier>>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Lenient {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(chain) = &self.chain else { return Ok(ServerCertVerified::assertion()) };
        match chain.verify_server_cert(certificate, intermediates, name, ocsp, now) {
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            verdict => verdict,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
