package io.parley.proto;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.parley.proto.v1.Wire;
import io.parley.protocol.JsonText;

/** An extension as the JSON frame that says the same. */
final class ExtensionText {
    private ExtensionText() {}

    /** Fails with {@code bad_request} where the payload is no JSON object, or has a type or an id of its own. */
    static String whole(Wire.ClientFrame frame) {
        String payload = JsonText.FRAME.compact(null, frame.getExtension().getPayload());
        StringBuilder text = new StringBuilder("{\"type\":\"x.")
                .append(frame.getExtension().getName())
                .append('"');
        if (frame.hasId()) {
            text.append(",\"id\":\"");
            JsonStringEncoder.getInstance().quoteAsString(frame.getId(), text);
            text.append('"');
        }
        String fields = payload.substring(1);
        text.append(fields.equals("}") ? "" : ",").append(fields);
        return JsonText.FRAME.compact(null, text.toString());
    }
}
