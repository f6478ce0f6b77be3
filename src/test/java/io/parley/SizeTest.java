package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When something grows past these, a concept wants a name of its own. */
class SizeTest {
    private static final int FILE_LINES = 250;
    private static final int TEST_FILE_LINES = 300;
    private static final int MEDIAN_FILE_LINES = 100;
    private static final int METHOD_LINES = 40;
    private static final int TEST_METHOD_LINES = 50;
    private static final int CONSTRUCTOR_PARAMETERS = 6;

    private static final List<Sized> SIZED = new ArrayList<>();

    private sealed interface Sized {
        record OfFile(Path path, int lines) implements Sized {}

        record OfMethod(Path path, String name, int lines) implements Sized {}

        record OfConstructor(Path path, int parameters) implements Sized {}
    }

    @BeforeAll
    static void measure() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                Path path = Path.of(unit.getSourceFile().getName());
                SIZED.add(new Sized.OfFile(path, Files.readAllLines(path).size()));
                new Measuring(path, positions).scan(unit, unit);
            }
        }
    }

    @Test
    void noFileIsTooLong() {
        assertThat(SIZED)
                .filteredOn(sized -> sized instanceof Sized.OfFile(Path path, int lines)
                        && lines > (path.startsWith("src/main") ? FILE_LINES : TEST_FILE_LINES))
                .isEmpty();
    }

    @Test
    void theMedianFileIsShort() {
        List<Integer> lines = SIZED.stream()
                .flatMap(sized -> sized instanceof Sized.OfFile(Path path, int count) && path.startsWith("src/main")
                        ? Stream.of(count)
                        : Stream.empty())
                .sorted()
                .toList();

        assertThat(lines.get(lines.size() / 2)).isLessThanOrEqualTo(MEDIAN_FILE_LINES);
    }

    @Test
    void noMethodIsTooLong() {
        assertThat(SIZED)
                .filteredOn(sized -> sized instanceof Sized.OfMethod(Path path, String name, int lines)
                        && lines > (path.startsWith("src/main") ? METHOD_LINES : TEST_METHOD_LINES))
                .isEmpty();
    }

    @Test
    void noConstructorTakesTooMuch() {
        assertThat(SIZED)
                .filteredOn(sized -> sized instanceof Sized.OfConstructor(Path path, int parameters)
                        && parameters > CONSTRUCTOR_PARAMETERS)
                .isEmpty();
    }

    private static List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String root : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> below = Files.walk(Path.of(root))) {
                below.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files;
    }

    /** A record's header is its data, not a constructor that takes too much. */
    private static final class Measuring extends TreeScanner<@Nullable Void, CompilationUnitTree> {
        private final Path path;
        private final SourcePositions positions;
        private boolean inRecord;

        private Measuring(Path path, SourcePositions positions) {
            this.path = path;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, CompilationUnitTree unit) {
            boolean outer = inRecord;
            inRecord = tree.getKind() == Tree.Kind.RECORD;
            super.visitClass(tree, unit);
            inRecord = outer;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, CompilationUnitTree unit) {
            if (tree.getReturnType() == null && !inRecord) {
                SIZED.add(new Sized.OfConstructor(path, tree.getParameters().size()));
            }
            if (tree.getBody() != null) {
                LineMap lines = unit.getLineMap();
                long first = lines.getLineNumber(positions.getStartPosition(unit, tree));
                long last = lines.getLineNumber(positions.getEndPosition(unit, tree));
                SIZED.add(new Sized.OfMethod(path, tree.getName().toString(), (int) (last - first + 1)));
            }
            return super.visitMethod(tree, unit);
        }
    }
}
