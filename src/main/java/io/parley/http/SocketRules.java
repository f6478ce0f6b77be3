package io.parley.http;

import io.parley.port.Codec;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;

/** Judges what is to be written by the rules of the socket: as the frame that has the same fields. */
final class SocketRules {
    private final Codec codec;

    /** @param codec of JSON */
    SocketRules(Codec codec) {
        this.codec = codec;
    }

    /** The frame of that type, or a failure with what the socket would say of it. */
    ClientFrame.Write judge(String type, String room, String cid, Writing fields) {
        byte[] bytes = Writing.object(json -> {
                    json.writeStringField("type", type);
                    json.writeStringField("room", room);
                    json.writeStringField("cid", cid);
                    fields.to(json);
                })
                .buffer()
                .getBytes();
        return switch (codec.decode(bytes, 0, bytes.length)) {
            case Codec.Decoded.Understood(ClientFrame.Write write) -> write;
            case Codec.Decoded.Understood other -> throw Failure.of(Code.BAD_REQUEST, "this writes nothing");
            case Codec.Decoded.Refused refused -> throw new Failure(refused.problem());
        };
    }
}
