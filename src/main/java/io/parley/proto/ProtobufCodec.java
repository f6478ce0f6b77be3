package io.parley.proto;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.parley.port.Codec;
import io.parley.proto.v1.Wire;
import io.parley.protocol.Code;
import io.parley.protocol.Draft;
import io.parley.protocol.Failure;
import io.parley.protocol.FrameRules;
import io.parley.protocol.Limits;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerFrame;
import io.parley.room.Entry;

/** {@code parley.v1.protobuf}: one message for each frame. */
public final class ProtobufCodec implements Codec {
    private static final int MAX_DEPTH = 32;

    private final FrameRules rules;

    public ProtobufCodec(Limits limits) {
        rules = new FrameRules(limits);
    }

    @Override
    public String subprotocol() {
        return "parley.v1.protobuf";
    }

    @Override
    public boolean binary() {
        return true;
    }

    @Override
    public Decoded decode(byte[] bytes, int from, int to) {
        Wire.ClientFrame frame;
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes, from, to - from);
            in.setRecursionLimit(MAX_DEPTH);
            frame = Wire.ClientFrame.parser().parseFrom(in);
            in.checkLastTagWas(0);
        } catch (InvalidProtocolBufferException e) {
            return malformed(e);
        }
        Draft draft = DraftReader.read(frame);
        try {
            return new Decoded.Understood(rules.judge(draft, () -> ExtensionText.whole(frame)));
        } catch (Failure failure) {
            return new Decoded.Refused(FrameRules.id(draft), failure.problem());
        }
    }

    private static Decoded malformed(InvalidProtocolBufferException e) {
        Draft draft =
                e.getUnfinishedMessage() instanceof Wire.ClientFrame begun ? DraftReader.read(begun) : new Draft();
        Problem problem = Problem.of(Code.BAD_FRAME, "A frame must be a ClientFrame of parley.proto.");
        return new Decoded.Refused(FrameRules.id(draft), problem);
    }

    @Override
    public byte[] encode(ServerFrame frame) {
        return FrameMessages.of(frame).toByteArray();
    }

    @Override
    public byte[] encode(Entry entry) {
        return encode(new ServerFrame.Shown(entry));
    }
}
