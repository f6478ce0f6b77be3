package io.parley.port;

import io.parley.port.Codec.Decoded;
import io.parley.protocol.Code;
import io.parley.protocol.Mutator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** Holds a decoder to its promise: it never throws, and refuses for reasons of form alone. */
public final class DecoderFuzz {
    private static final Set<Code> DECLARED =
            EnumSet.of(Code.BAD_FRAME, Code.BAD_REQUEST, Code.UNKNOWN_TYPE, Code.TOO_LARGE);

    private final Codec codec;

    public DecoderFuzz(Codec codec) {
        this.codec = codec;
    }

    /** How many of the inputs were frames. */
    public int run(Mutator mutator, int inputs) {
        int understood = 0;
        for (int i = 0; i < inputs; i++) {
            if (decode(mutator.next()) instanceof Decoded.Understood) {
                understood++;
            }
        }
        return understood;
    }

    public Decoded decode(byte[] bytes) {
        try {
            Decoded decoded = codec.decode(bytes, 0, bytes.length);
            if (decoded instanceof Decoded.Refused refused
                    && !DECLARED.contains(refused.problem().code())) {
                throw new AssertionError(HexFormat.of().formatHex(bytes) + " is refused as " + refused.problem());
            }
            return decoded;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(HexFormat.of().formatHex(bytes), e);
        }
    }
}
