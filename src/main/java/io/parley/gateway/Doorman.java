package io.parley.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Watches over one connection while it speaks HTTP: it is closed when no whole request head comes in time, be it the first
 * or the one after a response, or when a request's body does not. While a response to a whole request is owed the connection
 * may take its time. And from an upgrade request to its answer it must be silent (RFC 6455, section 4.1): what is sent before the 101 is neither HTTP nor yet WebSocket.
 */
final class Doorman extends ChannelDuplexHandler implements Watched {
    private final Connections connections;
    private @Nullable ChannelHandlerContext context;
    private int owed;
    /** Whether there is more to come of a request whose head is there. */
    private boolean receiving;

    private long deadline;
    private boolean silence;

    private Doorman(Connections connections) {
        this.connections = connections;
        this.deadline = in(connections.deadlines().handshake());
    }

    /** To be called when the connection is new, on its loop. */
    static void post(HttpConnection connection, Connections connections) {
        Doorman doorman = new Doorman(connections);
        Channel channel = channel(connection);
        boolean room = connections.enter();
        channel.pipeline().addBefore("handler", null, doorman);
        connections.watch(doorman);
        if (!room) {
            var unused = channel.close();
        }
    }

    private long in(Duration patience) {
        return connections.turn().nanoTime() + patience.toNanos();
    }

    static Doorman of(Channel channel) {
        return Objects.requireNonNull(channel.pipeline().get(Doorman.class), "no doorman");
    }

    /** Vert.x has no public way to it before an upgrade. */
    static Channel channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }

    /** From here until it is gone, the peer must say nothing. */
    void demandSilence() {
        silence = true;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        context = null;
        connections.leave();
    }

    @Override
    public void channelRead(ChannelHandlerContext here, Object message) {
        if (silence && (message instanceof HttpRequest || !(message instanceof LastHttpContent))) {
            ReferenceCountUtil.release(message);
            var unused = here.close();
            return;
        }
        if (message instanceof HttpRequest) {
            owed++;
            receiving = true;
            deadline = in(connections.deadlines().message());
        }
        if (message instanceof LastHttpContent) {
            receiving = false;
        }
        here.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext here, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !interim(message)) {
            owed--;
            if (!receiving) {
                deadline = in(connections.deadlines().keepAlive());
            }
        }
        var unused = here.write(message, promise);
    }

    private static boolean interim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    @Override
    public boolean look(long now) {
        ChannelHandlerContext here = context;
        if (here == null || !here.channel().isActive()) {
            return false;
        }
        if ((owed == 0 || receiving) && now - deadline >= 0) {
            var unused = here.close();
        }
        return true;
    }
}
