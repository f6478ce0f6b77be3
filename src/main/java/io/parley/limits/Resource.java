package io.parley.limits;

import io.parley.protocol.ClientFrame;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a node: a type of frames, or an operation of REST. Where both do the same, they are one resource.
 *
 * @param name as a rule calls it: a frame's type, or an operation's id
 * @param wider the resource that it is a part of and whose rules bind it, too
 * @param scopes whom a rule can bind
 */
public record Resource(String name, @Nullable String wider, Set<Scope> scopes) {
    /** Any request of the API. */
    public static final Resource REST = new Resource("rest", null, EnumSet.of(Scope.ADDRESS, Scope.NODE));
    /** A request for a socket. */
    public static final Resource CONNECT = new Resource("connect", null, EnumSet.of(Scope.ADDRESS, Scope.NODE));
    /** Whatever is stored as an entry by a frame or its like. */
    static final Resource WRITES = new Resource("writes", null, EnumSet.allOf(Scope.class));
    /** Any frame of a type {@code x.<name>}. */
    private static final Resource EXTENSIONS = new Resource("x.*", null, EnumSet.complementOf(EnumSet.of(Scope.ROOM)));

    private static final Pattern EXTENSION = Pattern.compile("x\\.[A-Za-z0-9._-]{1,64}");

    private static final Resource SEND = write("send");
    private static final Resource EDIT = write("edit");
    private static final Resource DELETE = write("delete");
    private static final Resource REACT = write("react");
    private static final Resource SUBSCRIBE = inRoom("subscribe");
    private static final Resource UNSUBSCRIBE = inRoom("unsubscribe");
    private static final Resource READ = inRoom("read");
    private static final Resource TYPING = inRoom("typing");
    private static final Resource HISTORY = inRoom("history");
    private static final Resource PRESENCE = new Resource("presence", null, EXTENSIONS.scopes);
    private static final Resource REFRESH = new Resource("refresh", null, EXTENSIONS.scopes);
    private static final Resource PING = new Resource("ping", null, EXTENSIONS.scopes);

    private static final Map<String, Resource> OF_SOCKETS = Stream.of(
                    SEND,
                    EDIT,
                    DELETE,
                    REACT,
                    SUBSCRIBE,
                    UNSUBSCRIBE,
                    READ,
                    TYPING,
                    HISTORY,
                    PRESENCE,
                    REFRESH,
                    PING,
                    EXTENSIONS,
                    WRITES,
                    CONNECT,
                    REST)
            .collect(Collectors.toUnmodifiableMap(Resource::name, Function.identity()));

    public Resource {
        scopes = Set.copyOf(scopes);
    }

    private static Resource write(String name) {
        return new Resource(name, WRITES.name, EnumSet.allOf(Scope.class));
    }

    private static Resource inRoom(String name) {
        return new Resource(name, null, EnumSet.allOf(Scope.class));
    }

    private static Resource extension(String name) {
        return new Resource(name, EXTENSIONS.name, EXTENSIONS.scopes);
    }

    /** Whose rules bind the frame; null for one that is not limited but by the connection's own rate. */
    public static @Nullable Resource of(ClientFrame frame) {
        return switch (frame) {
            case ClientFrame.Hello hello -> null;
            case ClientFrame.Ack ack -> null;
            case ClientFrame.Send send -> SEND;
            case ClientFrame.Edit edit -> EDIT;
            case ClientFrame.Delete delete -> DELETE;
            case ClientFrame.React react -> REACT;
            case ClientFrame.Subscribe subscribe -> SUBSCRIBE;
            case ClientFrame.Unsubscribe unsubscribe -> UNSUBSCRIBE;
            case ClientFrame.Read read -> READ;
            case ClientFrame.Typing typing -> TYPING;
            case ClientFrame.History history -> HISTORY;
            case ClientFrame.Presence presence -> PRESENCE;
            case ClientFrame.Refresh refresh -> REFRESH;
            case ClientFrame.Ping ping -> PING;
            case ClientFrame.Extension other -> extension("x." + other.name());
        };
    }

    /** The room that a frame is about; null where it is about none. */
    public static @Nullable String room(ClientFrame frame) {
        return switch (frame) {
            case ClientFrame.Write write -> write.room();
            case ClientFrame.Subscribe subscribe -> subscribe.room();
            case ClientFrame.Unsubscribe unsubscribe -> unsubscribe.room();
            case ClientFrame.Read read -> read.room();
            case ClientFrame.Typing typing -> typing.room();
            case ClientFrame.History history -> history.room();
            default -> null;
        };
    }

    /** By its name, as far as it is not one of REST alone. */
    public static @Nullable Resource named(String name) {
        Resource known = OF_SOCKETS.get(name);
        return known == null && EXTENSION.matcher(name).matches() ? extension(name) : known;
    }
}
