-- Drawn and explained in io.parley.store.sqlite's package-info.

CREATE TABLE store (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  epoch   INTEGER NOT NULL,
  commits INTEGER NOT NULL,
  copied  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE users (
  id            TEXT NOT NULL PRIMARY KEY,
  display_name  TEXT NOT NULL,
  password_hash TEXT,
  created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX users_display_name ON users (display_name COLLATE NOCASE);

CREATE TABLE sessions (
  id         TEXT NOT NULL PRIMARY KEY,
  user       TEXT NOT NULL,
  device     TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended      INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_expires_at ON sessions (expires_at);

CREATE TABLE rooms (
  key        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  pair       TEXT UNIQUE,
  name       TEXT NOT NULL,
  topic      TEXT,
  kind       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  deleted    INTEGER NOT NULL DEFAULT 0,
  epoch      INTEGER NOT NULL,
  oldest     INTEGER NOT NULL DEFAULT 1,
  head       INTEGER NOT NULL DEFAULT 0,
  last_at    INTEGER NOT NULL DEFAULT 0,
  acl_seq    INTEGER NOT NULL DEFAULT 0,
  messages   INTEGER NOT NULL DEFAULT 0,
  members    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX rooms_public ON rooms (id) WHERE kind = 'public' AND deleted = 0;

CREATE TABLE forks (
  room   INTEGER NOT NULL,
  number INTEGER NOT NULL,
  epoch  INTEGER NOT NULL,
  last   INTEGER NOT NULL,
  PRIMARY KEY (room, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE creations (
  creator TEXT NOT NULL,
  cid     TEXT NOT NULL,
  room    TEXT NOT NULL,
  high    INTEGER NOT NULL,
  low     INTEGER NOT NULL,
  PRIMARY KEY (creator, cid)
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
  room        INTEGER NOT NULL,
  user        TEXT NOT NULL,
  role        TEXT NOT NULL,
  joined_at   INTEGER NOT NULL,
  muted_until INTEGER,
  PRIMARY KEY (room, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_user ON members (user, room);

CREATE TABLE bans (
  room INTEGER NOT NULL,
  user TEXT NOT NULL,
  seq  INTEGER NOT NULL,
  PRIMARY KEY (room, user)
) STRICT, WITHOUT ROWID;

CREATE TABLE reads (
  room     INTEGER NOT NULL,
  user     TEXT NOT NULL,
  seq      INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (room, user)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
  id       INTEGER PRIMARY KEY,
  room     INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  sender   TEXT NOT NULL,
  cid      TEXT NOT NULL,
  kind     TEXT NOT NULL,
  content  TEXT NOT NULL,
  messages INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX entries_seq ON entries (room, seq);

CREATE TABLE cids (
  room   INTEGER NOT NULL,
  sender TEXT NOT NULL,
  cid    TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  high   INTEGER NOT NULL,
  low    INTEGER NOT NULL,
  PRIMARY KEY (room, sender, cid)
) STRICT, WITHOUT ROWID;

CREATE TABLE outliving_cids (
  at     INTEGER NOT NULL,
  room   INTEGER NOT NULL,
  sender TEXT NOT NULL,
  cid    TEXT NOT NULL,
  PRIMARY KEY (at, room, sender, cid)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
  room  INTEGER NOT NULL,
  user  TEXT NOT NULL,
  seq   INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (room, user, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_seq ON mentions (room, seq);

CREATE TABLE edits (
  room   INTEGER NOT NULL,
  target INTEGER NOT NULL,
  seq    INTEGER NOT NULL,
  PRIMARY KEY (room, target, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE deletions (
  room   INTEGER NOT NULL,
  target INTEGER NOT NULL,
  seq    INTEGER NOT NULL,
  PRIMARY KEY (room, target)
) STRICT, WITHOUT ROWID;

CREATE TABLE reactions (
  room   INTEGER NOT NULL,
  target INTEGER NOT NULL,
  sender TEXT NOT NULL,
  emoji  TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  PRIMARY KEY (room, target, sender, emoji)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;
