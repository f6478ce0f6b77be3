package io.parley.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.parley.port.ContentCodec;
import io.parley.room.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Contents as the JSON fields that an entry shows on the wire. What was once written stays readable: fields may be added
 * to a kind, none may change its meaning.
 */
public final class JsonContent implements ContentCodec {
    @Override
    public String encode(Content content) {
        Scratch scratch = Scratch.mine();
        try (JsonGenerator json = Json.FACTORY.createGenerator(scratch)) {
            JsonOut out = new JsonOut(json).open();
            ContentWriter.write(content, out);
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String(scratch.take(), StandardCharsets.UTF_8);
    }

    /** Also a known kind in a form that this version can't hold becomes {@link Content.Opaque}. */
    @Override
    public Content decode(String kind, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "not an object");
            }
            Content content = new ContentReader(new ValueReader(parser, bytes, 0)).read(kind);
            return content == null ? new Content.Opaque(kind, json) : content;
        } catch (IOException e) {
            throw new UncheckedIOException("a stored content of kind " + kind + " is not JSON", e);
        }
    }
}
