-- When a document has something to be done next, for PostgreSQL.
--
-- One row for each document that waits. Of several servers that find a row due, the one that moves it on
-- has claimed the work. A document takes its row with it.

CREATE TABLE schedules (
    organisation UUID NOT NULL,
    kind         TEXT NOT NULL,
    id           UUID NOT NULL,
    due_at       BIGINT NOT NULL,
    PRIMARY KEY (organisation, kind, id),
    FOREIGN KEY (organisation, kind, id)
        REFERENCES documents (organisation, kind, id) ON DELETE CASCADE
);

CREATE INDEX schedules_by_time ON schedules (kind, due_at);
