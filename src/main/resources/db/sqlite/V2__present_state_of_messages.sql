-- Drawn and explained in io.parley.store.sqlite's package-info.

ALTER TABLE rooms ADD COLUMN last_message INTEGER NOT NULL DEFAULT 0;
UPDATE rooms SET last_message = coalesce(
  (SELECT seq FROM entries WHERE room = rooms.key AND kind = 'message' ORDER BY seq DESC LIMIT 1), 0);

CREATE TABLE tallies (
  room   INTEGER NOT NULL,
  target INTEGER NOT NULL,
  emoji  TEXT NOT NULL,
  count  INTEGER NOT NULL,
  since  INTEGER NOT NULL,
  PRIMARY KEY (room, target, emoji)
) STRICT, WITHOUT ROWID;
INSERT INTO tallies (room, target, emoji, count, since)
  SELECT room, target, emoji, count(*), min(seq) FROM reactions GROUP BY room, target, emoji;

PRAGMA user_version = 2;
