package io.parley.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way to a server on the loopback that breaks: each connection ends after a random number of bytes, mostly within a frame,
 * half of them by RST and half by FIN, until it is told to hold.
 */
public final class CuttingProxy implements AutoCloseable {
    private static final int MOST_BYTES = 16_000;
    private static final int BUFFER = 4_096;

    private final ServerSocket listening;
    private final int upstream;
    private final Random random;
    private final AtomicInteger resets = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean holds;

    public CuttingProxy(int upstream, long seed) throws IOException {
        this.upstream = upstream;
        this.random = new Random(seed);
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return listening.getLocalPort();
    }

    public int resets() {
        return resets.get();
    }

    public int ends() {
        return ends.get();
    }

    public int cuts() {
        return resets() + ends();
    }

    /** From now on nothing is cut. */
    public void hold() {
        holds = true;
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                new Connection(listening.accept()).carry();
            } catch (IOException e) {
                if (!listening.isClosed() && !(e instanceof ConnectException)) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;
        private final boolean reset;
        private final AtomicLong left;

        private Connection(Socket client) throws IOException {
            this.client = client;
            this.server = new Socket(InetAddress.getLoopbackAddress(), upstream);
            reset = random.nextBoolean();
            left = new AtomicLong(random.nextInt(MOST_BYTES));
            open.add(client);
            open.add(server);
        }

        private void carry() {
            Thread.ofVirtual().start(() -> carry(client, server));
            Thread.ofVirtual().start(() -> carry(server, client));
        }

        private void carry(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    long before = left.getAndAdd(-count);
                    if (before < count && !holds) {
                        out.write(buffer, 0, (int) Math.max(before, 0));
                        cut(before);
                        return;
                    }
                    out.write(buffer, 0, count);
                }
            } catch (IOException broken) {
                // The other direction has cut it, or one of the two has left.
            } finally {
                open.remove(from);
                open.remove(to);
            }
        }

        /** Whichever direction used up the last byte counts the cut. */
        private void cut(long before) throws IOException {
            if (before >= 0) {
                (reset ? resets : ends).incrementAndGet();
            }
            if (reset) {
                client.setSoLinger(true, 0);
                server.setSoLinger(true, 0);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
