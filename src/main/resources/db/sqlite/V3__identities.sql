-- Drawn and explained in io.parley.store.sqlite's package-info.

ALTER TABLE users ADD COLUMN admin INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN avatar TEXT;
ALTER TABLE users ADD COLUMN status TEXT;
ALTER TABLE users ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;

ALTER TABLE sessions ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN ends_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN family TEXT;
ALTER TABLE sessions ADD COLUMN current TEXT;
ALTER TABLE sessions ADD COLUMN previous TEXT;
ALTER TABLE sessions ADD COLUMN salt TEXT;
UPDATE sessions SET seen_at = created_at, ends_at = expires_at;
CREATE INDEX sessions_user ON sessions (user, seen_at) WHERE ended = 0;

CREATE TABLE tickets (
  hash     TEXT NOT NULL PRIMARY KEY,
  session  TEXT NOT NULL,
  user     TEXT NOT NULL,
  spend_by INTEGER NOT NULL,
  until    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tickets_spend_by ON tickets (spend_by);

PRAGMA user_version = 3;
