-- When a document has something to be done next, for SQLite.
--
-- One row for each document that waits. Of several servers that find a row due, the one that moves it on
-- has claimed the work. A document takes its row with it.

CREATE TABLE schedules (
    organisation BLOB NOT NULL,
    kind         TEXT NOT NULL,
    id           BLOB NOT NULL,
    due_at       INTEGER NOT NULL,
    PRIMARY KEY (organisation, kind, id),
    FOREIGN KEY (organisation, kind, id)
        REFERENCES documents (organisation, kind, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX schedules_by_time ON schedules (kind, due_at);
