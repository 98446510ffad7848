//! The handlers, one file per family: read the request, call the service, write the reply.

pub mod health;
