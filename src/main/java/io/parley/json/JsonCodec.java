package io.parley.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.parley.port.Codec;
import io.parley.protocol.Draft;
import io.parley.protocol.Failure;
import io.parley.protocol.FrameRules;
import io.parley.protocol.JsonText;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import io.parley.room.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code parley.v1.json}: one JSON object for each frame, streamed in and out. */
public final class JsonCodec implements Codec {
    private final FrameRules rules;

    public JsonCodec(Limits limits) {
        rules = new FrameRules(limits);
    }

    @Override
    public String subprotocol() {
        return "parley.v1.json";
    }

    @Override
    public boolean binary() {
        return false;
    }

    @Override
    public Decoded decode(byte[] bytes, int from, int to) {
        Draft draft = new FrameReader(bytes, from, to).read();
        try {
            return new Decoded.Understood(rules.judge(draft, () -> whole(bytes, from, to)));
        } catch (Failure failure) {
            return new Decoded.Refused(FrameRules.id(draft), failure.problem());
        }
    }

    private static String whole(byte[] bytes, int from, int to) {
        return JsonText.FRAME.compact(null, new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public byte[] encode(ServerFrame frame) {
        Scratch scratch = Scratch.mine();
        try (JsonGenerator json = Json.FACTORY.createGenerator(scratch)) {
            new FrameWriter(new JsonOut(json)).write(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scratch.take();
    }

    @Override
    public byte[] encode(Entry entry) {
        return encode(new ServerFrame.Shown(entry));
    }
}
