-- Drawn and explained in io.parley.store.sqlite's package-info.

ALTER TABLE bans ADD COLUMN until INTEGER NOT NULL DEFAULT 9007199254740991;

CREATE TABLE mutes (
  room  INTEGER NOT NULL,
  user  TEXT NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (room, user)
) STRICT, WITHOUT ROWID;
INSERT INTO mutes (room, user, until) SELECT room, user, muted_until FROM members WHERE muted_until IS NOT NULL;

PRAGMA user_version = 4;
