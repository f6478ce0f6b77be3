package io.parley;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: the words below, and one option for each setting that is not secret. */
final class CommandOptions {
    private static final String SERVE = "serve";
    private static final String CONFORMANCE = "conformance";
    private static final String KIT_PORT = "--port";
    private static final int KIT_PORT_DEFAULT = 8081;
    private static final int MAX_PORT = 65_535;

    private final List<Setting<?>> schema;
    private final CommandSpec spec = CommandSpec.create().name("parley");

    /** What the process shall do. */
    enum Wish {
        SERVE,
        CONFORMANCE,
        HELP,
        VERSION,
        CHECK_CONFIG,
        PRINT_CONFIG
    }

    /**
     * @param configFile null where none was named
     * @param settings by key
     * @param kitPort of the conformance kit
     */
    record Invocation(Wish wish, @Nullable Path configFile, Map<String, String> settings, int kitPort) {}

    CommandOptions(List<Setting<?>> schema) {
        this.schema = schema.stream().filter(setting -> !setting.secret()).toList();
        spec.usageMessage()
                .width(100)
                .autoWidth(false)
                .description("A chat server that loses nothing.")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(Exit.documented())
                .footerHeading("%n")
                .footer(
                        "Settings also come from parley.yaml (http.port) and, over that, from the environment",
                        "(PARLEY_HTTP_PORT); the command line is over both.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(String.class)
                .paramLabel(SERVE + "|" + CONFORMANCE)
                .description("Run the server, which is the default; or the conformance kit, which plays scenarios to a"
                        + " client.")
                .build());
        spec.addOption(word("--help", "This text.").usageHelp(true).build());
        spec.addOption(word("--version", "The version.").versionHelp(true).build());
        spec.addOption(word("--check-config", "Say whether the settings are good, and end.")
                .build());
        spec.addOption(word("--print-config", "Print the settings in force, secrets masked, and end.")
                .build());
        spec.addOption(
                value(KIT_PORT, "PORT", "The conformance kit's port on the loopback; 8081, and 0 takes a free one."));
        spec.addOption(value("--config", "FILE", "Read this file in place of parley.yaml."));
        for (Setting<?> setting : this.schema) {
            spec.addOption(value(setting.option(), "VALUE", setting.doc()));
        }
    }

    Invocation parse(String... args) throws BadSetting {
        ParseResult parsed = matched(args);
        String command = parsed.matchedPositionalValue(0, SERVE);
        boolean kit = CONFORMANCE.equals(command);
        if (!kit && !SERVE.equals(command)) {
            throw new BadSetting("there is no command " + command + "; there are " + SERVE + " and " + CONFORMANCE);
        }
        if (!kit && parsed.hasMatchedOption(KIT_PORT)) {
            throw new BadSetting(KIT_PORT + " is for " + CONFORMANCE + "; the server's is --http-port");
        }
        Map<String, String> settings = new HashMap<>();
        for (Setting<?> setting : schema) {
            String text = parsed.matchedOptionValue(setting.option(), null);
            if (text != null) {
                settings.put(setting.key(), text);
            }
        }
        String file = parsed.matchedOptionValue("--config", null);
        Wish wish = wish(parsed);
        return new Invocation(
                kit && wish == Wish.SERVE ? Wish.CONFORMANCE : wish,
                file == null ? null : Path.of(file),
                settings,
                kitPort(parsed));
    }

    private static int kitPort(ParseResult parsed) throws BadSetting {
        String text = parsed.matchedOptionValue(KIT_PORT, String.valueOf(KIT_PORT_DEFAULT));
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // As wrong as a number that is no port.
        }
        throw new BadSetting(KIT_PORT + " must be a whole number from 0 to " + MAX_PORT);
    }

    private ParseResult matched(String... args) throws BadSetting {
        try {
            return new CommandLine(spec).parseArgs(args);
        } catch (UnmatchedArgumentException e) {
            String name = e.getUnmatched().get(0).replaceFirst("=.*", "");
            String near = NearMiss.of(name, spec.optionsMap().keySet());
            throw new BadSetting("there is no option " + name + (near == null ? "" : "; did you mean " + near + "?"));
        } catch (ParameterException e) {
            throw new BadSetting(String.valueOf(e.getMessage()));
        }
    }

    String help() {
        return new CommandLine(spec).getUsageMessage();
    }

    private static Wish wish(ParseResult parsed) {
        if (parsed.isUsageHelpRequested()) {
            return Wish.HELP;
        }
        if (parsed.isVersionHelpRequested()) {
            return Wish.VERSION;
        }
        if (parsed.hasMatchedOption("--check-config")) {
            return Wish.CHECK_CONFIG;
        }
        return parsed.hasMatchedOption("--print-config") ? Wish.PRINT_CONFIG : Wish.SERVE;
    }

    private static OptionSpec.Builder word(String name, String description) {
        return OptionSpec.builder(name).type(boolean.class).description(description);
    }

    private static OptionSpec value(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }
}
