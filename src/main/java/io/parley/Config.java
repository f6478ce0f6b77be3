package io.parley;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The settings in force: one valid value for each setting of the schema. Immutable. */
final class Config {
    private static final String MASK = "********";

    private final Map<Setting<?>, Given> given;
    private final Map<Setting<?>, Object> values;

    private Config(Map<Setting<?>, Given> given, Map<Setting<?>, Object> values) {
        this.given = given;
        this.values = values;
    }

    /**
     * @param text what was given, as it was written
     * @param source where, as the operator would find it: {@code PARLEY_HTTP_PORT}, {@code --http-port}
     */
    record Given(String text, String source) {}

    /** {@code given} by key; what it lacks has its fallback. */
    static Config of(List<Setting<?>> schema, Map<String, Given> given) throws BadSetting {
        Map<Setting<?>, Given> sources = new LinkedHashMap<>();
        Map<Setting<?>, Object> values = new LinkedHashMap<>();
        for (Setting<?> setting : schema) {
            Given one = given.getOrDefault(setting.key(), new Given(setting.fallback(), "default"));
            sources.put(setting, one);
            values.put(setting, read(setting, one));
        }
        return new Config(sources, values);
    }

    @SuppressWarnings("unchecked") // of() reads each value by its own setting's type.
    <T> T get(Setting<T> setting) {
        Object value = values.get(setting);
        if (value == null) {
            throw new IllegalArgumentException(setting.key() + " is not in this schema");
        }
        return (T) value;
    }

    /** This one, with what may change while a node runs as {@code changed} has it. */
    Config adopting(Config changed) {
        Map<Setting<?>, Given> sources = new LinkedHashMap<>(given);
        Map<Setting<?>, Object> adopted = new LinkedHashMap<>(values);
        for (Setting<?> setting : values.keySet()) {
            if (setting.live()) {
                sources.replace(setting, changed.given.get(setting));
                adopted.replace(setting, changed.values.get(setting));
            }
        }
        return new Config(sources, adopted);
    }

    /** The keys of the settings whose values differ. */
    List<String> differences(Config other) {
        return values.keySet().stream()
                .filter(setting -> !Objects.equals(values.get(setting), other.values.get(setting)))
                .map(Setting::key)
                .toList();
    }

    /** A {@code parley.yaml} of what is in force, each line with its source, secrets masked. */
    String print() {
        StringBuilder lines = new StringBuilder();
        given.forEach((setting, one) -> lines.append(setting.key())
                .append(": '")
                .append(
                        setting.secret() && !one.text().isEmpty()
                                ? MASK
                                : one.text().replace("'", "''"))
                .append("' # ")
                .append(one.source())
                .append('\n'));
        return lines.toString();
    }

    private static Object read(Setting<?> setting, Given one) throws BadSetting {
        try {
            return setting.type().reader().apply(one.text());
        } catch (WrongPart e) {
            throw new BadSetting(one.source() + ": " + e.getMessage());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new BadSetting(one.source() + " must be " + setting.type().shape());
        }
    }
}
