package io.parley.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** What a check may need beyond Maven and a JDK. */
public enum Tool {
    CHROMIUM("Chromium and its driver"),
    NODE("Node.js"),
    /** What README's script is pasted into. */
    SHELL("bash, curl and wscat"),
    /** What README's examples of embedding are pasted into. */
    OPENSSL("bash, curl, openssl and basenc"),
    /** The command line of Maven itself, and a system with signals. */
    MAVEN("mvn and kill"),
    /** A Java that is too old for Parley and young enough for its launcher. */
    JAVA_17("a JDK 17"),
    /** The right to mount a small file system, to fill it. */
    MOUNT("root, mount and umount"),
    /** Where a process can be looked at from outside. */
    PROC("Linux and its /proc"),
    /** The right to make a network and to cut it. */
    NETWORKS("Linux, root, and the ip of iproute2");

    private final String words;

    Tool(String words) {
        this.words = words;
    }

    /** What is missing, for a reader of the build's output. */
    Optional<String> missing() {
        boolean there = switch (this) {
            case CHROMIUM -> onPath("chromium") && onPath("chromedriver");
            case NODE -> onPath("node");
            case SHELL -> onPath("bash") && onPath("curl") && onPath("wscat");
            case OPENSSL -> onPath("bash") && onPath("curl") && onPath("openssl") && onPath("basenc");
            case MAVEN -> mavenHome().isPresent() && onPath("kill");
            case JAVA_17 -> java17().isPresent();
            case MOUNT -> root() && onPath("mount") && onPath("umount");
            case PROC -> Files.isDirectory(Path.of("/proc/self/fd"));
            case NETWORKS -> root() && onPath("ip") && Files.isDirectory(Path.of("/proc/self/fd"));
        };
        return there ? Optional.empty() : Optional.of("needs " + words);
    }

    /** Where the build's own Maven is. */
    public static Optional<Path> mavenHome() {
        return Optional.ofNullable(System.getProperty("parley.maven.home"))
                .map(Path::of)
                .filter(home -> Files.isExecutable(home.resolve("bin/mvn")));
    }

    /** The {@code java} of a JDK 17. */
    public static Optional<Path> java17() {
        File[] homes = Objects.requireNonNullElse(new File("/usr/lib/jvm").listFiles(), new File[0]);
        return Arrays.stream(homes)
                .filter(home -> home.getName().contains("17"))
                .map(home -> home.toPath().resolve("bin/java"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean onPath(String command) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }
}
