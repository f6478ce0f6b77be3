package io.parley.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the side file says: the last commit that a database in this directory was seen to make. It stays behind when an
 * operator puts an older database in place, and so gives that away.
 */
record Mark(long epoch, long commits) {
    private static final Pattern FORMAT = Pattern.compile("epoch (\\d{1,18})\ncommits (\\d{1,18})\n");

    /** Null when there is none that can be read. */
    static @Nullable Mark read(Path file) throws IOException {
        try {
            Matcher parts = FORMAT.matcher(Files.readString(file));
            return parts.matches() ? new Mark(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))) : null;
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    /** Replaces the file as a whole. Not synced: late is harmless, since it is only ever behind the database. */
    void write(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, "epoch " + epoch + "\ncommits " + commits + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
