package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    Path jvms;

    @Test
    void theFirstJavaThatIsNewEnoughIsTaken() throws IOException {
        Path old = jdk("17", "17.0.15");
        Path young = jdk("21", "21");
        Path younger = jdk("25", "25.0.1");

        assertThat(Launcher.firstNewEnough(List.of(old, young, younger))).contains(young.resolve("bin/java"));
    }

    @Test
    void inADirectoryOfJvmsTheNewestComesFirst() throws IOException {
        jdk("a", "21.0.2");
        jdk("b", "25.0.1");
        jdk("c", "1.8.0_402");

        assertThat(Launcher.firstNewEnough(Launcher.newestFirst(jvms))).contains(jvms.resolve("b/bin/java"));
    }

    @Test
    void aMacKeepsItsJdkDeeper() throws IOException {
        jdk("temurin-25.jdk/Contents/Home", "25");

        assertThat(Launcher.firstNewEnough(Launcher.newestFirst(jvms)))
                .contains(jvms.resolve("temurin-25.jdk/Contents/Home/bin/java"));
    }

    @Test
    void whereThereIsNoneNothingIsTaken() throws IOException {
        Path broken = Files.createDirectories(jvms.resolve("broken"));
        Files.writeString(broken.resolve("release"), "JAVA_VERSION=\"unknown\"\n");

        assertThat(Launcher.firstNewEnough(List.of(jdk("17", "17.0.15"), broken, jvms.resolve("gone"))))
                .isEmpty();
        assertThat(Launcher.newestFirst(jvms.resolve("gone"))).isEmpty();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = jvms.resolve(name);
        Path java = home.resolve("bin/java");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(java, "");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }
}
