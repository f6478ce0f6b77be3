-- Drawn and explained in io.parley.store.sqlite's package-info.

CREATE VIRTUAL TABLE words USING fts5(room, said, content = '', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);

-- A row here: what was said before is not in the index yet.
CREATE TABLE words_owed (id INTEGER PRIMARY KEY CHECK (id = 1)) STRICT;
INSERT INTO words_owed SELECT 1 WHERE EXISTS (SELECT 1 FROM entries WHERE kind = 'message');

PRAGMA user_version = 9;
