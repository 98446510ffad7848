//! Accounts: the people who run the server. Knows nothing of how a password is hashed.

use std::fmt;

use chrono::{DateTime, Utc};
use souk_model::OrganisationId;
use uuid::Uuid;

/// A person who may administer one organisation.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Which account.
    pub id: Uuid,
    /// What it administers.
    pub organisation: OrganisationId,
    /// Lower case; unique over all organisations.
    pub email: String,
    /// As given by whoever hashed it.
    pub password_hash: String,
    /// The person's first name.
    pub first_name: String,
    /// The person's company.
    pub company_name: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// An account to be made, together with its own new organisation.
#[derive(Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The name of the organisation that is made with it.
    pub organisation_name: String,
    /// Stored in lower case.
    pub email: String,
    /// Already hashed.
    pub password_hash: String,
    /// The person's first name.
    pub first_name: String,
    /// The person's company.
    pub company_name: String,
}

// Written by hand, so that a password hash never reaches a log.
impl fmt::Debug for Account {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Account")
            .field("id", &self.id)
            .field("organisation", &self.organisation)
            .field("email", &self.email)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for NewAccount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("NewAccount")
            .field("organisation_name", &self.organisation_name)
            .field("email", &self.email)
            .finish_non_exhaustive()
    }
}
