//! A session: a connection, a login, and the tables that were put into it.
//!
//! Sail keeps one session for everybody who connects: whoever names a view last has the name. So two
//! datasources of this process may not put different files on the same server.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use arrow::array::Array;
use arrow::record_batch::RecordBatch;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use arrow_flight::decode::FlightRecordBatchStream;
use arrow_flight::error::FlightError;
use arrow_flight::flight_service_client::FlightServiceClient;
use arrow_flight::sql::client::FlightSqlServiceClient;
use arrow_flight::{FlightInfo, HandshakeRequest, Ticket};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use futures::{TryStreamExt, stream};
use tonic::metadata::{Ascii, MetadataMap, MetadataValue};
use tonic::transport::Channel;
use tonic::{Code, Request};

use super::dial::channel;
use super::errors::{connect_error, flight_error, refuse, status_error};
use super::target::{Login, Target};
use crate::{Batches, EngineError, Roots, ServerOptions};

const AUTHORIZATION: &str = "authorization";
/// What an answer about the session itself may take.
pub(super) const OWN_BYTES: usize = 64 << 20;
/// Room for what surrounds the values in a message.
const ENVELOPE: usize = 1 << 20;
/// The protocol's word for the connection that is there already.
const SAME_CONNECTION: &str = "arrow-flight-reuse-connection:";
const ELSEWHERE: &str =
    "the server sends its clients to other addresses, which Souk does not follow";

type Client = FlightSqlServiceClient<Channel>;

/// An open session.
pub(super) struct Session {
    channel: Channel,
    /// What every request says about who asks.
    authorization: Option<String>,
    /// Held as long as the session's tables are in use.
    _claim: Option<Arc<String>>,
}

/// Which files are on which server, as far as this process has put them there.
#[derive(Debug, Default)]
pub(super) struct Claims(Mutex<HashMap<String, Weak<String>>>);

impl Claims {
    /// The right to put these files there.
    fn of(&self, authority: String, files: String) -> Result<Arc<String>, EngineError> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, claim| claim.strong_count() > 0);
        let Some(claim) = known.get(&authority).and_then(Weak::upgrade) else {
            let claim = Arc::new(files);
            known.insert(authority, Arc::downgrade(&claim));
            return Ok(claim);
        };
        if *claim == files { Ok(claim) } else { Err(refuse(TAKEN)) }
    }
}

const ZONE: &str = "SELECT CURRENT_TIMEZONE()";
const UTC: [&str; 6] = ["UTC", "Etc/UTC", "GMT", "Z", "+00:00", "+00"];
const TAKEN: &str = "another datasource has put other files on this server, whose tables all datasources \
    share; each needs a server of its own";

impl Session {
    /// Connects, logs in, and puts the files into the session.
    pub(super) async fn open(
        target: &Target,
        bounds: &ServerOptions,
        roots: &Roots,
        claims: &Claims,
    ) -> Result<Self, EngineError> {
        let channel = channel(target, bounds).await.map_err(connect_error)?;
        let authorization = log_in(&channel, &target.login).await?;
        let mut session = Self { channel, authorization, _claim: None };
        session.check_zone().await?;
        if let Some(source) = &target.source {
            session._claim = Some(claims.of(target.authority(), format!("{source:?}"))?);
            for table in source.tables(roots)? {
                session.execute(table.registration()).await?;
            }
        }
        Ok(session)
    }

    /// In another zone the dialect's texts would mean other days.
    async fn check_zone(&self) -> Result<(), EngineError> {
        let answer = self.execute(ZONE.to_owned()).await?;
        let zone = answer.iter().flat_map(|batch| texts(batch, 0)).next().unwrap_or_default();
        if UTC.contains(&zone.as_str()) {
            return Ok(());
        }
        let words = format!("the server's sessions run in the time zone \"{zone}\" and not in UTC");
        Err(EngineError::Query(words.into()))
    }

    /// Runs a statement of Souk's own and reads its answer.
    pub(super) async fn execute(&self, sql: String) -> Result<Vec<RecordBatch>, EngineError> {
        let info = self.ask(sql, OWN_BYTES).await?;
        self.fetch_all(info).await
    }

    /// The whole of a short answer.
    pub(super) async fn fetch_all(
        &self,
        info: FlightInfo,
    ) -> Result<Vec<RecordBatch>, EngineError> {
        self.batches(info, OWN_BYTES)?.try_collect().await
    }

    /// Plans a statement. It runs when its batches are asked for.
    pub(super) async fn ask(&self, sql: String, bytes: usize) -> Result<FlightInfo, EngineError> {
        let info = self.client(bytes).execute(sql, None).await;
        info.map_err(|error| flight_error(error, bytes))
    }

    /// The batches of an answer, as the server made them. Dropping the stream ends the request, which
    /// is how the server learns that nobody waits any more.
    pub(super) fn batches(&self, info: FlightInfo, bytes: usize) -> Result<Batches, EngineError> {
        let mut tickets = Vec::new();
        for endpoint in info.endpoint {
            let is_here = |uri: &str| uri.is_empty() || uri.starts_with(SAME_CONNECTION);
            let places = &endpoint.location;
            if !places.is_empty() && !places.iter().any(|place| is_here(&place.uri)) {
                return Err(refuse(ELSEWHERE));
            }
            tickets.extend(endpoint.ticket);
        }
        let client = self.client(bytes);
        let answers = stream::iter(tickets.into_iter().map(Ok));
        let answers = answers.and_then(move |ticket| fetch(client.clone(), ticket));
        let answers = answers.try_flatten().map_err(move |error| flight_error(error, bytes));
        Ok(Box::pin(answers))
    }

    /// A client that takes messages up to the limit of the answer.
    fn client(&self, bytes: usize) -> Client {
        let largest = bytes.saturating_add(ENVELOPE);
        let plain = FlightServiceClient::new(self.channel.clone());
        let mut client = Client::new_from_inner(plain.max_decoding_message_size(largest));
        if let Some(authorization) = &self.authorization {
            client.set_header(AUTHORIZATION, authorization.as_str());
        }
        client
    }
}

/// A column of texts, whichever of Arrow's kinds it is; NULL is empty.
pub(super) fn texts(batch: &RecordBatch, column: usize) -> Vec<String> {
    let options = FormatOptions::new();
    let Some(column) = batch.columns().get(column) else { return Vec::new() };
    let Ok(formatter) = ArrayFormatter::try_new(column, &options) else { return Vec::new() };
    (0..column.len()).map(|row| formatter.value(row).to_string()).collect()
}

async fn fetch(mut client: Client, ticket: Ticket) -> Result<FlightRecordBatchStream, FlightError> {
    client.do_get(ticket).await
}

/// What each request says about who asks.
async fn log_in(channel: &Channel, login: &Login) -> Result<Option<String>, EngineError> {
    match login {
        Login::Nobody => Ok(None),
        Login::Bearer(token) => Ok(Some(format!("Bearer {token}"))),
        Login::Basic(name, password) => {
            let basic = format!("Basic {}", BASE64_STANDARD.encode(format!("{name}:{password}")));
            let token = shake_hands(channel, &basic).await?;
            Ok(Some(token.unwrap_or(basic)))
        }
    }
}

/// A server that keeps tokens gives one for the login. One that does not know this step, or gives
/// nothing, is told the login with every request.
async fn shake_hands(channel: &Channel, basic: &str) -> Result<Option<String>, EngineError> {
    let mut request = Request::new(stream::iter([HandshakeRequest::default()]));
    let unfit = || refuse("the login has letters that no header holds");
    let mut value: MetadataValue<Ascii> = basic.parse().map_err(|_| unfit())?;
    value.set_sensitive(true);
    request.metadata_mut().insert(AUTHORIZATION, value);
    match FlightServiceClient::new(channel.clone()).handshake(request).await {
        Ok(response) => Ok(told_token(response.metadata())),
        Err(status) if status.code() == Code::Unimplemented => Ok(None),
        Err(status) => Err(status_error(status, OWN_BYTES)),
    }
}

fn told_token(metadata: &MetadataMap) -> Option<String> {
    metadata.get(AUTHORIZATION)?.to_str().ok().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_has_the_files_of_one_datasource() {
        let claims = Claims::default();
        let at = |host: &str, files: &str| claims.of(host.to_owned(), files.to_owned());
        let first = at("a:1", "x").unwrap();
        let again = at("a:1", "x").unwrap();
        assert!(at("a:1", "y").is_err());
        assert!(at("b:1", "y").is_ok());
        drop((first, again));
        assert!(at("a:1", "y").is_ok(), "nobody uses the first any more");
    }
}
