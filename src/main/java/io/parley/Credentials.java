package io.parley;

import io.parley.auth.Argon2Passwords;
import io.parley.auth.IssuedTokens;
import io.parley.auth.JwtTokens;
import io.parley.auth.KeyFileException;
import io.parley.auth.StoredServices;
import io.parley.auth.StoredSignIns;
import io.parley.http.HttpVerticle;
import io.parley.port.Accounts;
import io.parley.port.Authenticator;
import io.parley.port.Bells;
import io.parley.port.Bells.Bell;
import io.parley.port.Drain;
import io.parley.port.Drain.Stage;
import io.parley.port.Endings;
import io.parley.port.Meter;
import io.parley.port.SignIns;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who somebody is, on this node: accounts, passwords, tokens and sign-ins, built on the store. */
final class Credentials {
    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
    /** One: a flood of logins takes half a core, and of two the loops keep the rest. */
    private static final int HASHING_THREADS = 1;

    private static final int HASHES_WAITING = 32;
    /** Below a request's deadline, with the time for the hash itself. */
    private static final Duration HASH_PATIENCE = Duration.ofSeconds(2);

    private final Accounts accounts;
    private final JwtTokens tokens;
    private final IssuedTokens people;
    private final StoredServices services;
    private final StoredSignIns signIns;
    private final Argon2Passwords passwords = new Argon2Passwords(HASHING_THREADS, HASHES_WAITING, HASH_PATIENCE);

    private Credentials(
            Accounts accounts, JwtTokens tokens, IssuedTokens people, StoredServices services, StoredSignIns signIns) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.people = people;
        this.services = services;
        this.signIns = signIns;
    }

    /** Blocks. */
    static Credentials open(Wiring wiring, Vertx vertx, Storage store) throws KeyFileException {
        Clock clock = Clock.systemUTC();
        Endings endings = Wiring.endings(vertx);
        JwtTokens tokens = JwtTokens.open(vertx, wiring.trust().keys(), store.sessions(), clock, Meter.NONE);
        IssuedTokens people = IssuedTokens.open(
                vertx,
                wiring.trust().issuers(),
                tokens,
                new IssuedTokens.World(store.accounts(), store.sessions(), endings, clock, Meter.NONE),
                System::nanoTime);
        return new Credentials(
                store.accounts(),
                tokens,
                people,
                new StoredServices(store.serviceKeys(), people, clock, System::nanoTime),
                new StoredSignIns(
                        store.accounts(),
                        store.sessions(),
                        tokens,
                        endings,
                        wiring.trust().sessionLife(),
                        clock));
    }

    /** Whose tokens open a socket: people's, our own and other issuers'. */
    Authenticator people() {
        return people;
    }

    SignIns signIns() {
        return signIns;
    }

    HttpVerticle.Identities identities() {
        return new HttpVerticle.Identities(accounts, services, signIns, passwords, services);
    }

    void serve(Bells bells, Drain drain) {
        bells.on(Bell.TIMEOUT, tokens::look);
        bells.on(Bell.TIMEOUT, people::look);
        drain.hook(Stage.REQUESTS, "passwords", Duration.ofSeconds(1), () -> {
            passwords.close();
            return Future.succeededFuture();
        });
    }

    /** Makes the first admin where nobody has that name yet; whoever has it stays as they are. */
    Future<Void> firstAdmin(TrustWiring trust) {
        String user = trust.admin();
        String password = trust.adminPassword();
        if (user.isEmpty() != password.isEmpty()) {
            return Future.failedFuture(Failure.of(
                    Code.BAD_REQUEST, Settings.ADMIN.key() + " and " + Settings.ADMIN_PASSWORD.key() + " go together"));
        }
        return user.isEmpty()
                ? Future.succeededFuture()
                : accounts.account(user).compose(known -> {
                    if (known != null) {
                        if (!known.admin()) {
                            LOG.warn("{} names a user who is no admin, and stays none: {}", Settings.ADMIN.key(), user);
                        }
                        return Future.succeededFuture();
                    }
                    return passwords
                            .hash(password)
                            .compose(hash -> accounts.register(new Accounts.Account(
                                    user, user, hash, Clock.systemUTC().millis(), true, null, null, null)))
                            .onSuccess(made -> LOG.info("the first admin is there: user={} made={}", user, made))
                            .mapEmpty();
                });
    }
}
