package io.parley;

import io.parley.lifecycle.Stop;
import io.vertx.core.Future;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.function.Consumer;

/**
 * From where the process hears that it shall stop. The JVM's own handling of signals would end it with 143 or 130, and
 * would keep the second one to itself.
 */
final class StopSources {
    /** {@code -Dparley.parent=watch}: the parent is a build tool or a launcher, which may go without a word. */
    private static final String PARENT = "parley.parent";

    private StopSources() {}

    static void watch(Consumer<Stop> listener) {
        for (String name : List.of("TERM", "INT", "HUP")) {
            handle(name, () -> listener.accept(Stop.ASKED));
        }
        if ("watch".equals(System.getProperty(PARENT))) {
            ProcessHandle.current()
                    .parent()
                    .ifPresentOrElse(
                            parent -> Future.fromCompletionStage(parent.onExit())
                                    .onSuccess(gone -> listener.accept(Stop.PARENT_GONE)),
                            () -> listener.accept(Stop.PARENT_GONE));
        }
    }

    /**
     * {@code sun.misc.Signal} is the JDK's only way to hear a signal, and the compiler's warning about it cannot be
     * suppressed; hence by reflection.
     */
    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run = MethodHandles.lookup().bind(action, "run", MethodType.methodType(void.class));
            Object calling =
                    MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), calling);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException)) {
                throw new IllegalStateException(e.getCause());
            }
            // Not a signal of this platform, or left to the JVM by -Xrs: then its shutdown hook stops the node.
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
