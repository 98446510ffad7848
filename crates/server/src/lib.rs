//! The HTTP server and the souk command.
