-- Drawn and explained in io.parley.store.sqlite's package-info.

ALTER TABLE users ADD COLUMN folded TEXT;
DROP INDEX users_display_name;
CREATE INDEX users_folded ON users (folded);

DROP INDEX rooms_public;
CREATE INDEX rooms_public ON rooms (id, name) WHERE kind = 'public' AND deleted = 0;

PRAGMA user_version = 8;
