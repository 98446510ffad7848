-- Souk's store, first version, for PostgreSQL.
--
-- Times are microseconds since 1970-01-01 UTC. `*_key` columns are the BLAKE3 hash
-- of a text: a b-tree entry has a size limit, and a text has none.

CREATE TABLE organisations (
    id         UUID    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    -- 'default' on the one organisation that exists without an account.
    role       TEXT    UNIQUE,
    created_at BIGINT  NOT NULL
);

CREATE TABLE accounts (
    id            UUID    NOT NULL PRIMARY KEY,
    organisation  UUID    NOT NULL REFERENCES organisations (id),
    email         TEXT    NOT NULL UNIQUE,
    password_hash TEXT    NOT NULL,
    first_name    TEXT    NOT NULL,
    company_name  TEXT    NOT NULL,
    created_at    BIGINT  NOT NULL
);

-- The body is last, so that reading a revision does not walk a long body's pages.
CREATE TABLE documents (
    organisation UUID    NOT NULL REFERENCES organisations (id),
    kind         TEXT    NOT NULL,
    id           UUID    NOT NULL,
    name_key     BYTEA   NOT NULL,
    revision     BIGINT  NOT NULL,
    created_at   BIGINT  NOT NULL,
    updated_at   BIGINT  NOT NULL,
    name         TEXT    NOT NULL,
    body         TEXT    NOT NULL,
    PRIMARY KEY (organisation, kind, id),
    UNIQUE (organisation, kind, name_key)
);

CREATE INDEX documents_in_order ON documents (organisation, kind, created_at, id);

-- Which document uses which. The target is checked at commit, so the order of changes is free.
CREATE TABLE links (
    organisation UUID NOT NULL,
    source_kind  TEXT NOT NULL,
    source_id    UUID NOT NULL,
    target_kind  TEXT NOT NULL,
    target_id    UUID NOT NULL,
    PRIMARY KEY (organisation, source_kind, source_id, target_kind, target_id),
    FOREIGN KEY (organisation, source_kind, source_id)
        REFERENCES documents (organisation, kind, id) ON DELETE CASCADE,
    FOREIGN KEY (organisation, target_kind, target_id)
        REFERENCES documents (organisation, kind, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX links_by_target ON links (organisation, target_kind, target_id);

-- A data app's tokens go when it goes.
CREATE TABLE tokens (
    organisation  UUID    NOT NULL REFERENCES organisations (id),
    id            UUID    NOT NULL,
    hash          BYTEA   NOT NULL UNIQUE,
    kind          TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    data_app_kind TEXT,
    data_app      UUID,
    client_id     TEXT,
    client_key    BYTEA,
    created_at    BIGINT  NOT NULL,
    expires_at    BIGINT,
    revoked_at    BIGINT,
    body          TEXT    NOT NULL,
    PRIMARY KEY (organisation, id),
    CHECK ((data_app IS NULL) = (data_app_kind IS NULL)),
    CHECK ((client_id IS NULL) = (client_key IS NULL)),
    FOREIGN KEY (organisation, data_app_kind, data_app)
        REFERENCES documents (organisation, kind, id)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX tokens_in_order ON tokens (organisation, created_at, id);
CREATE INDEX tokens_by_data_app ON tokens (organisation, data_app_kind, data_app);
CREATE INDEX tokens_by_client ON tokens (organisation, client_key);
CREATE INDEX tokens_by_expiry ON tokens (expires_at);
CREATE INDEX tokens_by_revocation ON tokens (revoked_at);

CREATE TABLE audit_log (
    seq          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation UUID    NOT NULL REFERENCES organisations (id),
    at           BIGINT  NOT NULL,
    actor_kind   TEXT    NOT NULL,
    actor_id     UUID,
    action       TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    id           UUID,
    name         TEXT    NOT NULL,
    detail       TEXT    NOT NULL
);

CREATE INDEX audit_log_in_order ON audit_log (organisation, seq);

CREATE FUNCTION refuse_audit_log_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END
$$;

CREATE TRIGGER audit_log_refuses_change BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_log_change();

CREATE TRIGGER audit_log_refuses_truncate BEFORE TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_log_change();

CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
