package io.parley.http;

import io.parley.http.PageRoutes.Asset;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what the jar holds of the web page and the documents. Blocks. */
final class Assets {
    private static final List<String> DOCUMENTS = List.of("openapi.yaml", "asyncapi.yaml");
    private static final Map<String, String> INDEXES = Map.of("/", "/index.html", "/docs", "/docs/index.html");
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("yaml", "application/yaml"));

    private Assets() {}

    /** By the path to serve it at: the files of {@code web/}, an {@code index.html} also as its directory, and the documents. */
    static Map<String, Asset> load() throws IOException {
        ClassLoader loader = Assets.class.getClassLoader();
        Map<String, Asset> assets = new HashMap<>();
        for (String document : DOCUMENTS) {
            URL url = loader.getResource(document);
            if (url != null) {
                try (var in = url.openStream()) {
                    assets.put("/" + document, asset(document, in.readAllBytes()));
                }
            }
        }
        URL web = loader.getResource("web");
        if (web != null) {
            walk(web, assets);
        }
        INDEXES.forEach((path, file) -> {
            Asset index = assets.get(file);
            if (index != null) {
                assets.put(path, index);
            }
        });
        return assets;
    }

    private static void walk(URL web, Map<String, Asset> assets) throws IOException {
        try {
            URI uri = web.toURI();
            if (uri.getScheme().equals("file")) {
                read(Path.of(uri), assets);
                return;
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                read(jar.getPath("web"), assets);
            }
        } catch (URISyntaxException malformed) {
            throw new IOException(malformed);
        }
    }

    private static void read(Path root, Map<String, Asset> assets) throws IOException {
        List<Path> files;
        try (Stream<Path> below = Files.walk(root)) {
            files = below.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String path = root.relativize(file).toString().replace('\\', '/');
            assets.put("/" + path, asset(path, Files.readAllBytes(file)));
        }
    }

    private static Asset asset(String name, byte[] bytes) {
        String kind = KINDS.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            String tag = '"' + Base64.getUrlEncoder().encodeToString(digest).substring(0, 22) + '"';
            return new Asset(Buffer.buffer(bytes), kind, tag);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
