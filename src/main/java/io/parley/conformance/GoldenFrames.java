package io.parley.conformance;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One example of each frame, as {@code src/main/resources/frames} has them. */
final class GoldenFrames {
    private static final String FOLDER = "/frames";
    private static final String ANY = FOLDER + "/server-welcome.json";
    private static final String JSON = ".json";

    private GoldenFrames() {}

    /** By name. */
    static Map<String, JsonObject> load() {
        URL any = GoldenFrames.class.getResource(ANY);
        if (any == null) {
            throw new IllegalStateException("built without " + ANY);
        }
        try {
            URI place = any.toURI();
            if (!place.getScheme().equals("jar")) {
                return in(Path.of(place).resolveSibling(".").normalize());
            }
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                return in(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, JsonObject> in(Path folder) throws IOException {
        Map<String, JsonObject> frames = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(JSON)) {
                    frames.put(name.replace(JSON, ""), new JsonObject(Files.readString(file)));
                }
            }
        }
        return frames;
    }
}
