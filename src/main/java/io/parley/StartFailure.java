package io.parley;

import io.parley.auth.KeyFileException;
import io.parley.gateway.CertificateUnusable;
import io.parley.protocol.Failure;
import io.parley.store.sqlite.StoreUnusable;
import java.io.IOException;
import org.slf4j.LoggerFactory;

/** Why a node did not start, in one line for an operator. */
final class StartFailure {
    private StartFailure() {}

    /** What nobody expected is logged with its trace. */
    static String line(Throwable cause, Config config) {
        if (cause instanceof Failure failure) {
            return failure.problem().message();
        }
        if (cause instanceof StoreUnusable
                || cause instanceof KeyFileException
                || cause instanceof CertificateUnusable) {
            return String.valueOf(cause.getMessage());
        }
        if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("bind")) {
            return config.get(Settings.HTTP_HOST) + ":" + config.get(Settings.HTTP_PORT) + " cannot be listened on: "
                    + cause.getMessage();
        }
        LoggerFactory.getLogger(StartFailure.class).error("the node did not start", cause);
        return cause.toString();
    }
}
