//! `souk token`: service tokens, straight in the store, whether or not the server runs.

use std::io::{self, Write};
use std::time::Duration;

use chrono::Utc;
use clap::{Subcommand, ValueEnum};
use souk_model::{OrganisationId, TokenId};
use souk_store::{Actor, Change, Page, Store, TokenFilter, TokenKind, TokenSelector};
use uuid::Uuid;

use crate::cli::{Outcome, configuration};
use crate::config::Flags;
use crate::service::{start, tokens};

/// The flags.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make a token and print it, alone. It is not shown again.
    Create {
        /// Which kind of token.
        #[arg(long, value_enum, default_value_t = Kind::Service)]
        kind: Kind,
        /// What it is called.
        #[arg(long)]
        name: String,
        /// How many days it is good for; for ever, if absent.
        #[arg(long, value_name = "DAYS")]
        days: Option<u32>,
        #[command(flatten)]
        shared: Shared,
    },
    /// List the tokens: identifier, name, when made, until when valid.
    List {
        #[command(flatten)]
        shared: Shared,
    },
    /// Revoke a token at once.
    Revoke {
        /// Its identifier, as the list shows it.
        id: TokenId,
        #[command(flatten)]
        shared: Shared,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Service,
}

#[derive(Debug, clap::Args)]
struct Shared {
    /// Which organisation; the default one, if absent.
    #[arg(long, value_name = "ID")]
    organisation: Option<OrganisationId>,
    #[command(flatten)]
    flags: Flags,
}

pub(super) async fn run(arguments: Arguments) -> Outcome {
    match arguments.action {
        Action::Create { kind: Kind::Service, name, days, shared } => {
            create(&name, days, shared).await
        }
        Action::List { shared } => list(shared).await,
        Action::Revoke { id, shared } => revoke(id, shared).await,
    }
}

async fn create(name: &str, days: Option<u32>, shared: Shared) -> Outcome {
    souk_model::check_name(name).map_err(|error| format!("--name {error}"))?;
    let (store, organisation) = open(shared).await?;
    let life = days.map(|days| Duration::from_secs(86_400 * u64::from(days)));
    let expires_at = life.map(|life| Utc::now() + life);
    let secret = Uuid::new_v4();
    let token = tokens::service(name, secret, expires_at);
    store.commit(organisation, &Actor::System, vec![Change::CreateToken(token)]).await?;
    writeln!(io::stdout(), "{secret}")?;
    Ok(())
}

async fn list(shared: Shared) -> Outcome {
    let (store, organisation) = open(shared).await?;
    let filter = TokenFilter { kind: Some(TokenKind::Service), ..TokenFilter::default() };
    let mut out = io::stdout().lock();
    for token in store.tokens(organisation, filter, Page::ALL).await? {
        let state = match (token.revoked_at, token.expires_at) {
            (Some(at), _) => format!("revoked {}", at.to_rfc3339()),
            (None, Some(at)) => format!("until {}", at.to_rfc3339()),
            (None, None) => "no end".to_owned(),
        };
        writeln!(
            out,
            "{}  {}  made {}  {state}",
            token.id,
            token.name,
            token.created_at.to_rfc3339()
        )?;
    }
    Ok(())
}

async fn revoke(id: TokenId, shared: Shared) -> Outcome {
    let (store, organisation) = open(shared).await?;
    let change = Change::RevokeTokens(TokenSelector::Id(id));
    Ok(store.commit(organisation, &Actor::System, vec![change]).await?)
}

async fn open(
    shared: Shared,
) -> Result<(std::sync::Arc<dyn Store>, OrganisationId), Box<dyn std::error::Error + Send + Sync>> {
    let settings = configuration(shared.flags)?.settings;
    let store = start::open_store(&settings).await?;
    let organisation = match shared.organisation {
        Some(organisation) => organisation,
        None => store.default_organisation().await?,
    };
    Ok((store, organisation))
}
