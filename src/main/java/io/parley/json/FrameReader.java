package io.parley.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.parley.protocol.Code;
import io.parley.protocol.Draft;
import io.parley.protocol.Field;
import io.parley.protocol.Problem;
import io.parley.protocol.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the bytes of one client frame into a draft, as far as they can be read. */
final class FrameReader {
    private final Draft draft = new Draft();
    private final byte[] bytes;
    private final int from;
    private final int to;

    FrameReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    Draft read() {
        if (!isUtf8()) {
            return refuse("A frame must be UTF-8.");
        }
        try (JsonParser parser = Json.FACTORY.createParser(bytes, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return refuse("A frame must be a JSON object.");
            }
            ValueReader values = new ValueReader(parser, bytes, from);
            values.object(name -> field(name, values));
            Problem fault = values.fault();
            if (fault != null) {
                draft.refuse(fault);
            }
            return parser.nextToken() == null ? draft : refuse("A frame must be one JSON object alone.");
        } catch (JsonProcessingException e) {
            return refuse("A frame must be valid JSON.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A parser guesses UTF-16 and UTF-32 from zeros and marks at the start; neither can begin a JSON object in UTF-8. */
    private boolean isUtf8() {
        for (int i = from; i < Math.min(to, from + 4); i++) {
            if (bytes[i] == 0 || (i == from && bytes[i] < 0)) {
                return false;
            }
        }
        return Utf8.check(Utf8.COMPLETE, bytes, from, to) == Utf8.COMPLETE;
    }

    private void field(String name, ValueReader values) throws IOException {
        Field field = Field.named(name);
        if (field == null) {
            values.skip();
        } else {
            draft.put(field, values.read(field.shape(), field.wireName()));
        }
    }

    private Draft refuse(String message) {
        draft.refuse(Problem.of(Code.BAD_FRAME, message));
        return draft;
    }
}
