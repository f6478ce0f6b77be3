package io.parley;

import io.parley.Config.Given;
import io.parley.lifecycle.Stop;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A whole node in this process, on the loopback and a free port. */
record TestNode(Node node) implements AutoCloseable {
    /** @param settings by their keys */
    static TestNode start(Path dataDir, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("http.host", "127.0.0.1");
        all.put("http.port", "0");
        all.put("data.dir", dataDir.toString());
        Map<String, Given> given = new HashMap<>();
        all.forEach((key, value) -> given.put(key, new Given(value, "test")));
        return start(() -> Config.of(Settings.ALL, given));
    }

    static TestNode start(LiveConfig.Source source) throws Exception {
        return new TestNode(Node.start(new LiveConfig(source)).await(30, TimeUnit.SECONDS));
    }

    String baseUrl() {
        return "http://127.0.0.1:" + node.port();
    }

    @Override
    public void close() {
        node.stop(Stop.ASKED);
        node.ended().await();
    }
}
