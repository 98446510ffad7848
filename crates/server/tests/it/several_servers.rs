//! Several Souk servers, each a process of its own, share one PostgreSQL store.

mod killed;
mod one_name;
mod pair;
mod seen;
mod starting;
