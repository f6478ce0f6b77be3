package io.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A machine of its own on this one, at the other end of a cable that can be cut: a network namespace and a pair of veth. */
public final class CutNetwork implements AutoCloseable {
    /** This end, and the other. */
    public static final String NEAR = "10.213.77.1";

    public static final String FAR = "10.213.77.2";

    private static final String ESTABLISHED = " 01 ";

    private final String namespace = "parley-" + ProcessHandle.current().pid();
    private final String near = "pn" + ProcessHandle.current().pid();
    private final String far = "pf" + ProcessHandle.current().pid();

    /** Skips the test where it may not be made. */
    public static CutNetwork laid() throws IOException {
        CutNetwork network = new CutNetwork();
        String trouble = network.lay();
        if (!trouble.isEmpty()) {
            network.close();
            Skips.skip("a network namespace can't be made here: " + trouble);
        }
        return network;
    }

    private String lay() throws IOException {
        List<String> steps = List.of(
                "netns add " + namespace,
                "link add " + near + " type veth peer name " + far + " netns " + namespace,
                "addr add " + NEAR + "/30 dev " + near,
                "link set " + near + " up",
                "-n " + namespace + " addr add " + FAR + "/30 dev " + far,
                "-n " + namespace + " link set " + far + " up");
        for (String step : steps) {
            String trouble = ip(step);
            if (!trouble.isEmpty()) {
                return trouble;
            }
        }
        return "";
    }

    /** What a command needs before it to run over there. */
    public List<String> overThere() {
        return List.of("ip", "netns", "exec", namespace);
    }

    /** Nothing goes through any more, and nobody is told. */
    public void cut() throws IOException {
        String trouble = ip("-n " + namespace + " link set " + far + " down");
        if (!trouble.isEmpty()) {
            throw new IOException(trouble);
        }
    }

    /** Whether a process here still holds a connection from over there. */
    public static boolean connected() {
        // As Linux writes it on little-endian machines; IPv6's form of it ends alike.
        String address = "024DD50A:";
        return List.of("tcp", "tcp6").stream()
                .flatMap(table -> read(Path.of("/proc/net", table)).lines())
                .anyMatch(row -> row.contains(address) && row.indexOf(ESTABLISHED) > row.indexOf(address));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What went wrong; empty when nothing did. */
    private static String ip(String arguments) throws IOException {
        Process ip = new ProcessBuilder(("ip " + arguments).split(" "))
                .redirectErrorStream(true)
                .start();
        String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return ip.onExit().join().exitValue() == 0 ? "" : said.isEmpty() ? "ip " + arguments + " failed" : said;
    }

    @Override
    public void close() throws IOException {
        ip("link del " + near);
        ip("netns del " + namespace);
    }
}
