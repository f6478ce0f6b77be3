package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Needs;
import io.parley.testkit.Tool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The types that {@code parley-client.js} states in its comments are complete, and true as far as TypeScript can tell. */
@Needs(Tool.NODE)
@Execution(ExecutionMode.CONCURRENT)
class ClientTypesIT {
    private static final List<String> STRICT =
            List.of("--checkJs --allowJs --noEmit --strict --target es2022 --module es2022".split(" "));
    private static final List<String> PLACE =
            List.of("--moduleResolution bundler --lib es2022,dom,dom.iterable".split(" "));

    @TempDir
    Path folder;

    @Test
    void theTypesOfTheClientAreCompleteAndConsistent() throws Exception {
        assertThat(faults(Path.of("src/main/resources/web/js/parley-client.js")))
                .isEmpty();
    }

    @Test
    void whoUsesItWronglyIsTold() throws Exception {
        Path module = Path.of("src/main/resources/web/js/parley-client.js").toAbsolutePath();
        Path user = Files.writeString(folder.resolve("user.js"), """
            import { ParleyClient } from '%s';
            const client = new ParleyClient({ url: 'ws://localhost', token: 't' });
            client.send('lobby', 'a text where a body belongs');
            """.formatted(module));

        assertThat(faults(user)).contains("user.js(3,").contains("is not assignable to parameter of type");
    }

    private static String faults(Path file) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("node", NpmClient.library("typescript", "lib/tsc.js"));
        builder.command().addAll(STRICT);
        builder.command().addAll(PLACE);
        builder.command().add(file.toString());
        Process tsc = builder.redirectErrorStream(true).start();
        String said = new String(tsc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        tsc.waitFor();
        return said;
    }
}
