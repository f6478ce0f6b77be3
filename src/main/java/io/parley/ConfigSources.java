package io.parley;

import io.parley.Config.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Where settings come from. Each source overrides those taken before it; a name that the schema lacks is refused. */
final class ConfigSources {
    private static final String FILE_SUFFIX = "_FILE";
    /** Read before there are settings, by the launcher. */
    private static final String LAUNCHER_VARIABLE = "PARLEY_JAVA_HOME";
    /** What Kubernetes sets for a Service named {@code parley} or {@code parley-x}: not meant for us. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("PARLEY_(\\w+_)?(SERVICE_(HOST|PORT(_\\w+)?)|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

    private final Map<String, Setting<?>> schema;
    private final Map<String, Given> given = new HashMap<>();

    ConfigSources(List<Setting<?>> schema) {
        this.schema = schema.stream().collect(Collectors.toMap(Setting::key, setting -> setting));
    }

    Map<String, Given> given() {
        return Map.copyOf(given);
    }

    /** YAML, nested or with dotted keys. */
    ConfigSources file(Path file) throws BadSetting {
        Object root;
        try {
            root = new Load(LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new BadSetting(file + " cannot be read");
        } catch (YamlEngineException e) {
            throw new BadSetting(file + " is not YAML: " + firstLine(e));
        }
        if (root != null) {
            flatten(file, "", root);
        }
        return this;
    }

    /** The variables whose names begin with {@code PARLEY_}. */
    ConfigSources environment(Map<String, String> environment) throws BadSetting {
        Map<String, Setting<?>> variables =
                schema.values().stream().collect(Collectors.toMap(Setting::variable, setting -> setting));
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            String name = entry.getKey();
            if (!name.startsWith(Setting.PREFIX) || isForeign(name, entry.getValue())) {
                continue;
            }
            Setting<?> secret = secretInFile(variables, name);
            if (secret != null) {
                given.put(secret.key(), new Given(secretText(name, entry.getValue()), name));
            } else {
                Setting<?> setting = variables.get(name);
                if (setting == null) {
                    throw unknown(name, "", variables.keySet());
                }
                given.put(setting.key(), new Given(entry.getValue(), name));
            }
        }
        return this;
    }

    /** By key; the caller has refused the names that do not exist. */
    ConfigSources commandLine(Map<String, String> options) throws BadSetting {
        for (Map.Entry<String, String> entry : options.entrySet()) {
            Setting<?> setting = schema.get(entry.getKey());
            if (setting == null) {
                throw unknown(entry.getKey(), " on the command line", schema.keySet());
            }
            given.put(setting.key(), new Given(entry.getValue(), setting.option()));
        }
        return this;
    }

    private void flatten(Path file, String key, Object node) throws BadSetting {
        if (node instanceof Map<?, ?> map && !isTable(key)) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String name = key.isEmpty() ? String.valueOf(entry.getKey()) : key + "." + entry.getKey();
                flatten(file, name, entry.getValue() == null ? "" : entry.getValue());
            }
            return;
        }
        String text = switch (node) {
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
            case Map<?, ?> table ->
                table.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(","));
            default -> node.toString();
        };
        if (!schema.containsKey(key)) {
            throw unknown(key.isEmpty() ? text : key, " in " + file, schema.keySet());
        }
        given.put(key, new Given(text, key + " in " + file));
    }

    private boolean isTable(String key) {
        Setting<?> setting = schema.get(key);
        return setting != null && setting.table();
    }

    private static boolean isForeign(String name, String value) {
        return name.equals(LAUNCHER_VARIABLE)
                || SERVICE_LINK.matcher(name).matches()
                || (name.endsWith("PORT") && value.startsWith("tcp://"));
    }

    private static @Nullable Setting<?> secretInFile(Map<String, Setting<?>> variables, String name) {
        if (!name.endsWith(FILE_SUFFIX)) {
            return null;
        }
        Setting<?> setting = variables.get(name.substring(0, name.length() - FILE_SUFFIX.length()));
        return setting != null && setting.secret() ? setting : null;
    }

    private static String secretText(String name, String file) throws BadSetting {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new BadSetting(name + " names a file that cannot be read: " + file);
        }
    }

    private static BadSetting unknown(String name, String where, Iterable<String> known) {
        String near = NearMiss.of(name, known);
        return new BadSetting(
                "there is no setting " + name + where + (near == null ? "" : "; did you mean " + near + "?"));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
