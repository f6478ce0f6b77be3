-- Drawn and explained in io.parley.store.sqlite's package-info.

ALTER TABLE rooms ADD COLUMN silent INTEGER NOT NULL DEFAULT 0;
CREATE INDEX rooms_to_erase ON rooms (key) WHERE kind = 'inbox' AND deleted = 1 AND oldest <= head;

-- The epoch of a new database is not known yet: it is set when it is.
INSERT INTO rooms (id, name, kind, created_at, epoch)
  VALUES ('@all', '@all', 'announcements', 0, coalesce((SELECT epoch FROM store), 0));
INSERT INTO rooms (id, name, kind, created_at, epoch)
  SELECT '@' || id, '@' || id, 'inbox', created_at, coalesce((SELECT epoch FROM store), 0) FROM users
  WHERE deleted = 0 AND id <> 'all';

CREATE TABLE owed (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  room     INTEGER NOT NULL,
  epoch    INTEGER NOT NULL,
  head     INTEGER NOT NULL,
  seq      INTEGER,
  occasion TEXT NOT NULL,
  sender   TEXT NOT NULL,
  whom     TEXT,
  told     TEXT NOT NULL DEFAULT ''
) STRICT;

PRAGMA user_version = 5;
