package io.parley;

import io.parley.auth.Issuer;
import io.parley.auth.KeyFileException;
import io.parley.auth.KeyFiles;
import io.parley.auth.SessionLife;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the parts that tell who somebody is are told of the configuration. */
record TrustWiring(Config config) {
    /** Blocks: where the operator names no keys, the node's own is made. */
    KeyFiles keys() throws KeyFileException {
        List<Path> named = config.get(Settings.JWT_KEYS);
        return named.isEmpty() ? KeyFiles.in(config.get(Settings.DATA_DIR)) : new KeyFiles(named);
    }

    List<Issuer> issuers() {
        return config.get(Settings.JWT_ISSUERS);
    }

    SessionLife sessionLife() {
        Duration idle = config.get(Settings.SESSION_IDLE);
        Duration refresh = config.get(Settings.REFRESH_TOKEN_TTL);
        return new SessionLife(
                config.get(Settings.ACCESS_TOKEN_TTL),
                idle.compareTo(refresh) < 0 ? idle : refresh,
                config.get(Settings.SESSION_LIFE));
    }

    String admin() {
        return config.get(Settings.ADMIN);
    }

    String adminPassword() {
        return config.get(Settings.ADMIN_PASSWORD);
    }
}
