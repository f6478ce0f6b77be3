package io.parley;

import io.parley.CommandOptions.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The command line of a node. */
public final class Main {
    private static final Path FILE = Path.of("parley.yaml");

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    Main(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** Ends the JVM with one of the documented exit codes. */
    public static void main(String[] args) {
        System.exit(new Main(System.out, System.err, System.getenv()).run(args).code());
    }

    Exit run(String... args) {
        CommandOptions options = new CommandOptions(Settings.ALL);
        try {
            return run(options, options.parse(args));
        } catch (BadSetting e) {
            err.println("parley: " + e.getMessage());
            return Exit.BAD_SETTING;
        }
    }

    private Exit run(CommandOptions options, Invocation invocation) throws BadSetting {
        switch (invocation.wish()) {
            case HELP -> out.print(options.help());
            case VERSION -> out.println("parley " + version());
            case CHECK_CONFIG -> {
                config(invocation);
                out.println("The settings are good.");
            }
            case PRINT_CONFIG -> out.print(config(invocation).print());
            case CONFORMANCE -> {
                return new Rehearsal(invocation.kitPort(), out, err).run();
            }
            case SERVE -> {
                return new Serve(new LiveConfig(() -> config(invocation)), out, err).run();
            }
        }
        return Exit.STOPPED;
    }

    private Config config(Invocation invocation) throws BadSetting {
        ConfigSources sources = new ConfigSources(Settings.ALL);
        if (invocation.configFile() != null) {
            sources.file(invocation.configFile());
        } else if (Files.exists(FILE)) {
            sources.file(FILE);
        }
        sources.environment(environment).commandLine(invocation.settings());
        return Config.of(Settings.ALL, sources.given());
    }

    private static String version() {
        try (InputStream file = Main.class.getResourceAsStream("/parley-version.txt")) {
            if (file == null) {
                throw new IllegalStateException("built without parley-version.txt");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
