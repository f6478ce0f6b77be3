package io.parley.proto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.parley.json.ClientJson;
import io.parley.json.JsonCodec;
import io.parley.port.Codec;
import io.parley.proto.v1.Wire;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes and CPU time of typical frames in both codecs, each beside a floor: what the library below costs on the same
 * bytes without the contract. Prints a table in Markdown.
 */
final class CodecBenchmark {
    private static final long WARM_UP = 1_000_000_000;
    private static final int BLOCK = 1_000;
    private static final int ROUNDS = 5;
    private static final String TEXT = "Shall we meet at noon? I'd bring the drawings from yesterday.";

    private final JsonCodec json = new JsonCodec(Limits.DEFAULT);
    private final ProtobufCodec protobuf = new ProtobufCodec(Limits.DEFAULT);
    private final JsonFactory jackson = new JsonFactory();
    private @Nullable Object sink;

    private CodecBenchmark() {}

    public static void main(String[] args) {
        CodecBenchmark benchmark = new CodecBenchmark();
        System.out.println("| frame | codec | bytes | ns | floor, ns |\n|---|---|---:|---:|---:|");
        benchmark.decode("send", new ClientFrame.Send("17", "general", "c-1764000000-17", Body.of(TEXT), null, null));
        benchmark.decode("ack", new ClientFrame.Ack(null, "general", 123_456));
        benchmark.decode("hello, 50 rooms", hello());
        benchmark.encode("entry", new ServerFrame.Shown(entry(123_456)));
        benchmark.encode("sent", new ServerFrame.Sent("17", "general", "c-17", 3, 123_456, 1_764_000_000_000L, false));
        benchmark.encode("page of 50", page());
    }

    private static ClientFrame hello() {
        List<ClientFrame.Subscribe> rooms = IntStream.range(0, 50)
                .mapToObj(i -> new ClientFrame.Subscribe(null, "room-" + i, 1_000L + i, 3L))
                .toList();
        return new ClientFrame.Hello("1", "t".repeat(300), "parley-js", "0.1.0", true, false, rooms);
    }

    private static Entry entry(long seq) {
        return new Entry(
                "general", 3, seq, 1_764_000_000_000L, "ann", "c-17", new Content.Message(Body.of(TEXT), null, null));
    }

    private static ServerFrame page() {
        List<Item> entries =
                LongStream.range(0, 50).mapToObj(i -> Item.of(entry(1_000 + i))).toList();
        return new ServerFrame.Listing("1", "general", 3, 1_049, 1, 1_049, entries, 1_000L);
    }

    private void decode(String name, ClientFrame frame) {
        byte[] text = ClientJson.of(frame).encode().getBytes(StandardCharsets.UTF_8);
        row("decode " + name, json, text.length, () -> json.decode(text, 0, text.length), () -> tokens(text));
        byte[] message = WireJson.clientFrame(ClientJson.of(frame)).toByteArray();
        row(
                "decode " + name,
                protobuf,
                message.length,
                () -> protobuf.decode(message, 0, message.length),
                () -> parsed(message));
    }

    private void encode(String name, ServerFrame frame) {
        String text = new String(json.encode(frame), StandardCharsets.UTF_8);
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        row("encode " + name, json, length, () -> json.encode(frame), () -> written(text));
        Wire.ServerFrame message = FrameMessages.of(frame);
        row(
                "encode " + name,
                protobuf,
                message.getSerializedSize(),
                () -> protobuf.encode(frame),
                message::toByteArray);
    }

    private void row(String what, Codec codec, int bytes, Supplier<Object> work, Supplier<Object> floor) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,d | %,d | %,d |%n",
                what,
                codec.subprotocol(),
                bytes,
                nanos(work),
                nanos(floor));
    }

    /** The least CPU time of a call over the rounds: what others did on the machine can only add to it. */
    private long nanos(Supplier<Object> work) {
        long calls = 0;
        for (long start = cpu(); cpu() - start < WARM_UP; calls += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                sink = work.get();
            }
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpu();
            for (long i = 0; i < calls; i++) {
                sink = work.get();
            }
            least = Math.min(least, (cpu() - start) / calls);
        }
        Objects.requireNonNull(sink);
        return least;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private Object tokens(byte[] text) {
        try (JsonParser parser = jackson.createParser(text)) {
            int tokens = 0;
            while (parser.nextToken() != null) {
                tokens++;
            }
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object parsed(byte[] message) {
        try {
            return Wire.ClientFrame.parseFrom(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object written(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        try (JsonGenerator generator = jackson.createGenerator(out)) {
            generator.writeRaw(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
