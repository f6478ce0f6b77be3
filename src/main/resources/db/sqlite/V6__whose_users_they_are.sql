-- Drawn and explained in io.parley.store.sqlite's package-info.

ALTER TABLE users ADD COLUMN issuer TEXT;
ALTER TABLE users ADD COLUMN subject TEXT;
ALTER TABLE users ADD COLUMN service INTEGER NOT NULL DEFAULT 0;

CREATE TABLE service_keys (
  id         TEXT NOT NULL PRIMARY KEY,
  name       TEXT NOT NULL,
  scopes     TEXT NOT NULL,
  hash       TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 6;
