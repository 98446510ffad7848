-- Souk's store, first version, for SQLite.
--
-- Times are microseconds since 1970-01-01 UTC. Ids are the sixteen bytes of a UUID. `*_key` columns
-- are the BLAKE3 hash of a text: a fixed length for an index, whatever the text's length.

CREATE TABLE organisations (
    id         BLOB    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    -- 'default' on the one organisation that exists without an account.
    role       TEXT    UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts (
    id            BLOB    NOT NULL PRIMARY KEY,
    organisation  BLOB    NOT NULL REFERENCES organisations (id),
    email         TEXT    NOT NULL UNIQUE,
    password_hash TEXT    NOT NULL,
    first_name    TEXT    NOT NULL,
    company_name  TEXT    NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT;

-- The body is last, so that reading a revision does not walk a long body's pages.
CREATE TABLE documents (
    organisation BLOB    NOT NULL REFERENCES organisations (id),
    kind         TEXT    NOT NULL,
    id           BLOB    NOT NULL,
    name_key     BLOB    NOT NULL,
    revision     INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    name         TEXT    NOT NULL,
    body         TEXT    NOT NULL,
    PRIMARY KEY (organisation, kind, id),
    UNIQUE (organisation, kind, name_key)
) STRICT;

CREATE INDEX documents_in_order ON documents (organisation, kind, created_at, id);

-- Which document uses which. The target is checked at commit, so the order of changes is free.
CREATE TABLE links (
    organisation BLOB NOT NULL,
    source_kind  TEXT NOT NULL,
    source_id    BLOB NOT NULL,
    target_kind  TEXT NOT NULL,
    target_id    BLOB NOT NULL,
    PRIMARY KEY (organisation, source_kind, source_id, target_kind, target_id),
    FOREIGN KEY (organisation, source_kind, source_id)
        REFERENCES documents (organisation, kind, id) ON DELETE CASCADE,
    FOREIGN KEY (organisation, target_kind, target_id)
        REFERENCES documents (organisation, kind, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX links_by_target ON links (organisation, target_kind, target_id);

-- A data app's tokens go when it goes.
CREATE TABLE tokens (
    organisation  BLOB    NOT NULL REFERENCES organisations (id),
    id            BLOB    NOT NULL,
    hash          BLOB    NOT NULL UNIQUE,
    kind          TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    data_app_kind TEXT,
    data_app      BLOB,
    client_id     TEXT,
    client_key    BLOB,
    created_at    INTEGER NOT NULL,
    expires_at    INTEGER,
    revoked_at    INTEGER,
    body          TEXT    NOT NULL,
    PRIMARY KEY (organisation, id),
    CHECK ((data_app IS NULL) = (data_app_kind IS NULL)),
    CHECK ((client_id IS NULL) = (client_key IS NULL)),
    FOREIGN KEY (organisation, data_app_kind, data_app)
        REFERENCES documents (organisation, kind, id)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX tokens_in_order ON tokens (organisation, created_at, id);
CREATE INDEX tokens_by_data_app ON tokens (organisation, data_app_kind, data_app);
CREATE INDEX tokens_by_client ON tokens (organisation, client_key);
CREATE INDEX tokens_by_expiry ON tokens (expires_at);
CREATE INDEX tokens_by_revocation ON tokens (revoked_at);

CREATE TABLE audit_log (
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation BLOB    NOT NULL REFERENCES organisations (id),
    at           INTEGER NOT NULL,
    actor_kind   TEXT    NOT NULL,
    actor_id     BLOB,
    action       TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    id           BLOB,
    name         TEXT    NOT NULL,
    detail       TEXT    NOT NULL
) STRICT;

CREATE INDEX audit_log_in_order ON audit_log (organisation, seq);

CREATE TRIGGER audit_log_refuses_update BEFORE UPDATE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_log_refuses_delete BEFORE DELETE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
