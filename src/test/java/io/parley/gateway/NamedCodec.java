package io.parley.gateway;

import io.parley.port.Codec;
import io.parley.protocol.Code;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerFrame;
import io.parley.room.Entry;

/** A codec as the gateway knows one: a name and a kind. It understands nothing. */
record NamedCodec(String subprotocol, boolean binary) implements Codec {
    static final NamedCodec JSON = new NamedCodec("parley.v1.json", false);
    static final NamedCodec PROTOBUF = new NamedCodec("parley.v1.protobuf", true);

    @Override
    public Decoded decode(byte[] bytes, int from, int to) {
        return new Decoded.Refused(null, Problem.of(Code.BAD_FRAME, "not understood"));
    }

    @Override
    public byte[] encode(ServerFrame frame) {
        return new byte[0];
    }

    @Override
    public byte[] encode(Entry entry) {
        return new byte[0];
    }
}
