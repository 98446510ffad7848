//! Where Souk keeps its documents, tokens and audit log: SQLite or PostgreSQL.
