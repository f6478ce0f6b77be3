package io.parley.store.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;

/** Copies a database in one snapshot, while it is in use, and marks the copy as one. */
final class Backup {
    private Backup() {}

    /** The file appears whole or not at all. */
    static void write(Path database, Path file) throws SQLException, IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (Sql sql = Sql.reading(database)) {
            sql.update("VACUUM INTO ?", part.toString());
        }
        try (Sql copy = Sql.writing(part)) {
            copy.update("UPDATE store SET copied = 1");
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
