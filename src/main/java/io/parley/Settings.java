package io.parley;

import static io.parley.SettingType.duration;
import static io.parley.SettingType.issuers;
import static io.parley.SettingType.networks;
import static io.parley.SettingType.oneOf;
import static io.parley.SettingType.optional;
import static io.parley.SettingType.origins;
import static io.parley.SettingType.path;
import static io.parley.SettingType.paths;
import static io.parley.SettingType.rules;
import static io.parley.SettingType.size;
import static io.parley.SettingType.text;
import static io.parley.SettingType.wholeNumber;

import io.parley.auth.Issuer;
import io.parley.limits.Rules;
import io.parley.port.Network;
import io.parley.room.Ids;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The schema: every setting of a node, once. The help, the README's table and the checks are made from it. */
final class Settings {
    static final Setting<String> HTTP_HOST = Setting.of("http.host", text(), "0.0.0.0", "The address to listen on.");
    static final Setting<Integer> HTTP_PORT =
            Setting.of("http.port", wholeNumber(0, 65_535), "8080", "The port to listen on; 0 takes a free one.");
    static final Setting<List<Network>> TRUSTED_PROXIES = Setting.of(
            "trusted.proxies",
            networks(),
            "",
            "Who may say by X-Forwarded-For for whom they come; the header of anybody else means nothing.");
    static final Setting<Optional<Path>> TLS_CERT = Setting.of(
            "tls.cert",
            path().orNone(),
            "",
            "A PEM file with the certificate chain of the port, read again when it changes; empty for clear text.");
    static final Setting<Optional<Path>> TLS_KEY = Setting.of(
            "tls.key", path().orNone(), "", "A PEM file with its private key, in PKCS #8 and without a password.");
    static final Setting<Path> DATA_DIR =
            Setting.of("data.dir", path(), "data", "The directory of the embedded store and of the node's keys.");
    static final Setting<String> STORE = Setting.of(
            "store", oneOf("embedded").but("PostgreSQL is not there yet"), "embedded", "Where the log is kept.");
    static final Setting<Integer> STORE_QUEUE = Setting.of(
            "store.queue",
            wholeNumber(1, 1_000_000),
            "20000",
            "The most writes that wait for the store; more are answered `busy`.");
    static final Setting<String> NODE =
            Setting.of("node", text(), "parley", "The node's name, as clients are told it.");
    static final Setting<String> REGISTRATION =
            Setting.of("registration", oneOf("open", "closed"), "open", "Whether anybody may make an account.");
    static final Setting<List<String>> ORIGINS =
            Setting.of("origins", origins(), "", "Whose pages may connect, besides the node's own.");
    static final Setting<Duration> HEARTBEAT_INTERVAL = Setting.of(
                    "heartbeat.interval",
                    duration("100ms", "1h"),
                    "25s",
                    "How long a silent client is left alone before a ping.")
            .reloadable();
    static final Setting<Duration> HEARTBEAT_TIMEOUT = Setting.of(
                    "heartbeat.timeout",
                    duration("100ms", "1h"),
                    "10s",
                    "How long a ping may stay unanswered; then it is a miss.")
            .reloadable();
    static final Setting<Integer> HEARTBEAT_RETRIES = Setting.of(
                    "heartbeat.retries", wholeNumber(1, 100), "3", "The miss in a row that ends a connection.")
            .reloadable();
    static final Setting<Optional<Duration>> BROWSER_INTERVAL = Setting.of(
                    "heartbeat.browser.interval",
                    duration("100ms", "1h").orNone(),
                    "",
                    "The same for clients that ask for pings as frames, as browsers do; as `heartbeat.interval` when"
                            + " empty.")
            .reloadable();
    static final Setting<Optional<Duration>> BROWSER_TIMEOUT = Setting.of(
                    "heartbeat.browser.timeout",
                    duration("100ms", "1h").orNone(),
                    "",
                    "As `heartbeat.timeout` when empty.")
            .reloadable();
    static final Setting<Optional<Integer>> BROWSER_RETRIES = Setting.of(
                    "heartbeat.browser.retries", wholeNumber(1, 100).orNone(), "", "As `heartbeat.retries` when empty.")
            .reloadable();
    static final Setting<Duration> NODE_INTERVAL = Setting.of(
                    "heartbeat.node.interval",
                    duration("1s", "1h"),
                    "1s",
                    "The same for the node's own event loops: one that is silent for the interval and all misses makes"
                            + " `/health/live` fail.")
            .reloadable();
    static final Setting<Duration> NODE_TIMEOUT = Setting.of(
                    "heartbeat.node.timeout",
                    duration("100ms", "1h"),
                    "3s",
                    "How long such a loop may take; then it is a miss.")
            .reloadable();
    static final Setting<Integer> NODE_RETRIES = Setting.of(
                    "heartbeat.node.retries", wholeNumber(1, 100), "3", "The miss in a row at which it is dead.")
            .reloadable();
    static final Setting<Duration> HELLO_TIMEOUT = Setting.of(
                    "hello.timeout", duration("100ms", "5m"), "5s", "How long a new connection may take to say hello.")
            .reloadable();
    static final Setting<Duration> STALL_TIMEOUT =
            Setting.of("stall.timeout", duration("1s", "1d"), "10m", "How long a reader may take nothing at all.");
    static final Setting<Integer> WINDOW = Setting.of(
            "window", wholeNumber(1, 100_000), "256", "The most unacked entries of a subscription whose client acks.");
    static final Setting<Integer> FRAME_SIZE =
            Setting.of("frame.size", size("1KiB", "1MiB"), "64KiB", "The largest frame taken from a client.");
    static final Setting<Integer> RATE_PER_SECOND = Setting.of(
            "rate.per.second", wholeNumber(1, 1_000_000), "50", "The sends per second that a connection may sustain.");
    static final Setting<Rules> RULES = Setting.of(
                    "rules",
                    rules(),
                    "",
                    "How often what may be done, beside and instead of the rules that hold anyway: see Limits.")
            .orTable()
            .reloadable();
    static final Setting<Integer> CONNECTIONS_MAX = Setting.of(
                    "connections.max",
                    wholeNumber(1, 10_000_000),
                    "100000",
                    "The most connections of this node; more are told to come later.")
            .reloadable();
    static final Setting<Integer> CONNECTIONS_PER_USER = Setting.of(
                    "connections.per.user",
                    wholeNumber(1, 100_000),
                    "100",
                    "The most connections of one user; one more ends the oldest.")
            .reloadable();
    static final Setting<Duration> ACCESS_TOKEN_TTL =
            Setting.of("access.token.ttl", duration("10s", "1d"), "15m", "How long an access token is good.");
    static final Setting<Duration> REFRESH_TOKEN_TTL =
            Setting.of("refresh.token.ttl", duration("1m", "365d"), "30d", "How long a refresh token is good.");
    static final Setting<Duration> SESSION_IDLE =
            Setting.of("session.idle", duration("1m", "365d"), "30d", "How long a session goes on that nobody renews.");
    static final Setting<Duration> SESSION_LIFE = Setting.of(
            "session.life", duration("1m", "3650d"), "365d", "When a session ends, however often it is renewed.");
    static final Setting<List<Path>> JWT_KEYS = Setting.of(
            "jwt.keys",
            paths(),
            "",
            "The keys of access tokens (JWKS or PEM, P-256 or Ed25519), read again every 15 s: the first signs, all"
                    + " verify; where there is none, one is made in `data.dir`.");
    static final Setting<List<Issuer>> JWT_ISSUERS = Setting.of(
            "jwt.issuers",
            issuers(),
            "",
            "Other issuers whose tokens count here, each with where its JWKS is (an https URL, or a file), the"
                + " audience that its tokens must name, and the claims of a user's id (`sub`) and first display name"
                + " (`name`).");
    static final Setting<String> ADMIN =
            Setting.of("admin", optional("a user id", Ids::isUser), "", "The first admin, made on the first start.");
    static final Setting<String> ADMIN_PASSWORD = Setting.secret(
            "admin.password",
            optional("8 to 256 characters", text -> text.length() >= 8 && text.length() <= 256),
            "",
            "The first admin's password; a secret.");
    static final Setting<Duration> DRAIN =
            Setting.of("drain", duration("1s", "1h"), "25s", "How long a node may take to stop, from the signal on.");
    static final Setting<String> LOG_FORMAT =
            Setting.of("log.format", oneOf("text", "json"), "text", "Log lines for people, or a JSON object a line.");

    static final List<Setting<?>> ALL = List.of(
            HTTP_HOST,
            HTTP_PORT,
            TRUSTED_PROXIES,
            TLS_CERT,
            TLS_KEY,
            DATA_DIR,
            STORE,
            STORE_QUEUE,
            NODE,
            REGISTRATION,
            ORIGINS,
            HEARTBEAT_INTERVAL,
            HEARTBEAT_TIMEOUT,
            HEARTBEAT_RETRIES,
            BROWSER_INTERVAL,
            BROWSER_TIMEOUT,
            BROWSER_RETRIES,
            NODE_INTERVAL,
            NODE_TIMEOUT,
            NODE_RETRIES,
            HELLO_TIMEOUT,
            STALL_TIMEOUT,
            WINDOW,
            FRAME_SIZE,
            RATE_PER_SECOND,
            RULES,
            CONNECTIONS_MAX,
            CONNECTIONS_PER_USER,
            ACCESS_TOKEN_TTL,
            REFRESH_TOKEN_TTL,
            SESSION_IDLE,
            SESSION_LIFE,
            JWT_KEYS,
            JWT_ISSUERS,
            ADMIN,
            ADMIN_PASSWORD,
            DRAIN,
            LOG_FORMAT);

    private Settings() {}
}
