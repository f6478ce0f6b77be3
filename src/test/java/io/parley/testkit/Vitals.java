package io.parley.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process on Linux holds, as seen from outside.
 *
 * @param threads but for the JVM's own, which come and go as it sees fit
 * @param descriptors that are open
 * @param heapBytes that are reachable
 * @param objects by the names of their classes, how many are reachable
 */
public record Vitals(int threads, int descriptors, long heapBytes, Map<String, Integer> objects) {
    private static final Pattern JVMS_OWN = Pattern.compile("(C[12] |GC |G1 |VM |Attach |Common-Cleaner).*");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Has the process collect its garbage first. */
    public static Vitals of(long pid) throws IOException, InterruptedException {
        Map<String, Integer> objects = new TreeMap<>();
        long bytes = 0;
        for (String line : histogram(pid)) {
            // num: #instances #bytes class (module)
            String[] row = SPACE.split(line.strip(), -1);
            if (row.length >= 4 && row[0].endsWith(":") && !row[0].equals("num:")) {
                objects.merge(row[3], Integer.valueOf(row[1]), Integer::sum);
                bytes += Long.parseLong(row[2]);
            }
        }
        Path process = Path.of("/proc", Long.toString(pid));
        return new Vitals(threads(process.resolve("task")), descriptors(process.resolve("fd")), bytes, objects);
    }

    /** Of these classes, those of which there are more objects than there were, and how many more. */
    public Map<String, Integer> more(Vitals before, List<String> classes) {
        Map<String, Integer> more = new TreeMap<>();
        for (String name : classes) {
            int grown = objects.getOrDefault(name, 0) - before.objects.getOrDefault(name, 0);
            if (grown > 0) {
                more.put(name, grown);
            }
        }
        return more;
    }

    private static List<String> histogram(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asking = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asking.waitFor() != 0) {
            throw new IOException(answer);
        }
        return answer.lines().toList();
    }

    private static int threads(Path tasks) throws IOException {
        int count = 0;
        for (Path task : list(tasks)) {
            try {
                count +=
                        JVMS_OWN.matcher(Files.readString(task.resolve("comm"))).lookingAt() ? 0 : 1;
            } catch (NoSuchFileException ended) {
                // Between the listing and the look.
            }
        }
        return count;
    }

    private static int descriptors(Path directory) throws IOException {
        return list(directory).size();
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
