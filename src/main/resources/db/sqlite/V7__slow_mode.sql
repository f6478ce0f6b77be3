-- Drawn and explained in io.parley.store.sqlite's package-info.

ALTER TABLE rooms ADD COLUMN slow_mode INTEGER NOT NULL DEFAULT 0;

CREATE TABLE slow_sends (
  room INTEGER NOT NULL,
  user TEXT NOT NULL,
  at   INTEGER NOT NULL,
  PRIMARY KEY (room, user)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 7;
