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

    private final List<Setting<?>> schema;
    private final CommandSpec spec = CommandSpec.create().name("parley");

    /** What the process shall do. */
    enum Wish {
        SERVE,
        HELP,
        VERSION,
        CHECK_CONFIG,
        PRINT_CONFIG
    }

    /**
     * @param configFile null where none was named
     * @param settings by key
     */
    record Invocation(Wish wish, @Nullable Path configFile, Map<String, String> settings) {}

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
                .paramLabel(SERVE)
                .description("Run the server. The default.")
                .build());
        spec.addOption(word("--help", "This text.").usageHelp(true).build());
        spec.addOption(word("--version", "The version.").versionHelp(true).build());
        spec.addOption(word("--check-config", "Say whether the settings are good, and end.")
                .build());
        spec.addOption(word("--print-config", "Print the settings in force, secrets masked, and end.")
                .build());
        spec.addOption(value("--config", "FILE", "Read this file in place of parley.yaml."));
        for (Setting<?> setting : this.schema) {
            spec.addOption(value(setting.option(), "VALUE", setting.doc()));
        }
    }

    Invocation parse(String... args) throws BadSetting {
        ParseResult parsed = matched(args);
        String command = parsed.matchedPositionalValue(0, SERVE);
        if (!SERVE.equals(command)) {
            throw new BadSetting("there is no command " + command + "; the one there is, is " + SERVE);
        }
        Map<String, String> settings = new HashMap<>();
        for (Setting<?> setting : schema) {
            String text = parsed.matchedOptionValue(setting.option(), null);
            if (text != null) {
                settings.put(setting.key(), text);
            }
        }
        String file = parsed.matchedOptionValue("--config", null);
        return new Invocation(wish(parsed), file == null ? null : Path.of(file), settings);
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
