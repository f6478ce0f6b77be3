package io.parley;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jar's main class, compiled for Java 11: on an older Java than Parley needs, it runs Parley on a newer one that it
 * finds, or says in one line what is missing.
 */
public final class Launcher {
    static final int NEEDED = 21;
    private static final int CANNOT_START = 1;

    private Launcher() {}

    /** With the exit code of Parley itself, whichever Java runs it. */
    public static void main(String[] args) throws Throwable {
        if (Runtime.version().feature() >= NEEDED) {
            runHere(args);
            return;
        }
        Optional<Path> java = firstNewEnough(homes(System.getenv("PARLEY_JAVA_HOME"), System.getenv("JAVA_HOME")));
        if (java.isPresent()) {
            System.exit(runOn(java.get(), args));
        }
        System.err.println("parley: needs Java " + NEEDED + " or newer, this is "
                + Runtime.version().feature() + "; install one, or name it in PARLEY_JAVA_HOME");
        System.exit(CANNOT_START);
    }

    private static void runHere(String[] args) throws Throwable {
        try {
            Class.forName("io.parley.Main").getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static int runOn(Path java, String[] args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-Dparley.parent=watch", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.parley.Main"));
        command.addAll(List.of(args));
        Process parley = new ProcessBuilder(command).inheritIO().start();
        // The JVM ends a signalled process with a number of its own, so the hook ends it with Parley's.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            parley.destroy();
            Runtime.getRuntime().halt(await(parley));
        }));
        return parley.waitFor();
    }

    private static int await(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
            }
        }
    }

    /**
     * Where a JDK may be: those named first, then those that stand where installers put them, unless
     * {@code -Dparley.java.search=none}.
     */
    private static List<Path> homes(String... named) {
        Path user = Path.of(System.getProperty("user.home"));
        List<Path> homes = new ArrayList<>();
        for (String home : named) {
            if (home != null && !home.isBlank()) {
                homes.add(Path.of(home));
            }
        }
        if ("none".equals(System.getProperty("parley.java.search"))) {
            return homes;
        }
        for (Path parent : List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/opt/java"),
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"),
                Path.of("/Library/Java/JavaVirtualMachines"),
                user.resolve("Library/Java/JavaVirtualMachines"))) {
            homes.addAll(newestFirst(parent));
        }
        return homes;
    }

    static List<Path> newestFirst(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(parent)) {
            return list.flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
                    .sorted(Comparator.comparingInt(Launcher::feature).reversed())
                    .collect(Collectors.toList());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Its {@code java}. */
    static Optional<Path> firstNewEnough(List<Path> homes) {
        String name = "bin" + File.separator + (File.separatorChar == '\\' ? "java.exe" : "java");
        return homes.stream()
                .filter(home -> feature(home) >= NEEDED)
                .map(home -> home.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What the JDK's {@code release} file says, such as 25, or 0 where there is none. */
    private static int feature(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", "").split("\\.", -1)[0])
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
