package io.parley.auth;

import java.io.IOException;
import java.nio.file.Path;

/** The signing key can't be had from its file. The message is one line that names the file, and holds nothing of it. */
public final class KeyFileException extends IOException {
    KeyFileException(Path file, String why) {
        super("jwt key file " + file + ": " + why);
    }

    KeyFileException(Path file, String why, Throwable cause) {
        super("jwt key file " + file + ": " + why, cause);
    }
}
