package io.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A TCP connection to the gateway, on which anything can be said. */
final class RawClient implements AutoCloseable {
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    /** An HTTP response; header names in lower case. */
    record Response(int status, Map<String, String> headers, String body) {}

    /** A frame of the server, which is never masked. */
    record Frame(int first, String payload) {
        static Frame text(String text) {
            return new Frame(ClientFrames.FIN | Opcode.TEXT, text);
        }

        static Frame pong(String payload) {
            return new Frame(ClientFrames.FIN | Opcode.PONG, payload);
        }

        /** Of a close frame. */
        int code() {
            assertThat(first).as("is a Close").isEqualTo(ClientFrames.FIN | Opcode.CLOSE);
            return payload.isEmpty() ? 0 : payload.charAt(0) << 8 | payload.charAt(1);
        }
    }

    final Socket socket;
    private final DataInputStream in;

    RawClient(int port) throws IOException {
        this(new Socket(), port, 0);
    }

    /** @param receiveBuffer in bytes; 0 for the system's choice */
    RawClient(Socket socket, int port, int receiveBuffer) throws IOException {
        this.socket = socket;
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        if (!socket.isConnected()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static String request(String... headers) {
        return "GET " + TestGateway.PATH + " HTTP/1.1\r\nHost: chat.example\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n";
    }

    /** @param more headers beyond those of a sound upgrade */
    static String upgradeRequest(String... more) {
        String rest = more.length == 0 ? "" : "\r\n" + String.join("\r\n", more);
        return request(
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: " + KEY,
                "Sec-WebSocket-Version: 13" + rest);
    }

    Response upgrade(String... more) throws IOException {
        send(upgradeRequest(more));
        Response response = response();
        assertThat(response.status()).isEqualTo(101);
        return response;
    }

    void send(String ascii) throws IOException {
        send(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[]... parts) throws IOException {
        socket.getOutputStream().write(ClientFrames.join(parts));
    }

    Response response() throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Response(Integer.parseInt(status.substring(9, 12)), headers, latin(length));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        assertThat(second & 0x80).as("masked").isZero();
        int length = second < 126 ? second : second == 126 ? in.readUnsignedShort() : Math.toIntExact(in.readLong());
        return new Frame(first, latin(length));
    }

    private String latin(int length) throws IOException {
        return new String(bytes(length), StandardCharsets.ISO_8859_1);
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    /** All that comes until the server ends the connection. */
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                rest.append((char) next);
            }
            return rest.toString();
        } catch (SocketException reset) {
            return rest.toString();
        }
    }

    /** Whether the server has ended the connection, or does within the time-out, with nothing more to read. */
    boolean ended() throws IOException {
        try {
            return in.read() < 0;
        } catch (EOFException | SocketException over) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
