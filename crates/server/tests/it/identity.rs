//! Accounts, tokens, data apps, keys and guest tokens over HTTP.

mod accounts;
mod api_keys;
mod data_apps;
mod guest_tokens;
mod organisations;
mod service_tokens;
