package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingTest {
    private final SimCodec codec = new SimCodec();
    private final Codecs codecs = new Codecs(List.of(codec));
    private final Ring ring = new Ring(new Rings(1 << 20));

    @Test
    void aDeletedMessageAndItsEditsAreShownWithoutTheirBodiesAlsoByWhoHasThemInHand() {
        Encoded message = add(4, new Content.Message(Body.of("text"), 1L, null));
        Encoded other = add(5, new Content.Message(Body.of("other"), null, null));
        Encoded edit = add(6, new Content.Edit(4, Body.of("better")));
        Encoded reaction = add(7, new Content.Reaction(4, "+", true));

        ring.redact(4);

        assertThat(shown(message)).isEqualTo(new Content.Message(null, 1L, null));
        assertThat(shown(edit)).isEqualTo(new Content.Edit(4, null));
        assertThat(shown(other)).isEqualTo(new Content.Message(Body.of("other"), null, null));
        assertThat(shown(reaction)).isEqualTo(new Content.Reaction(4, "+", true));
        assertThat(ring.above(3, 10)).containsExactly(message, other, edit, reaction);
    }

    /** Its bytes have been made, as when it was shown to somebody. */
    private Encoded add(long seq, Content content) {
        Encoded encoded = new Encoded(new Entry("red", 1, seq, 0, "ada", "c" + seq, content), codecs);
        assertThat(shown(encoded)).isEqualTo(content);
        ring.add(encoded);
        return encoded;
    }

    private Content shown(Encoded encoded) {
        return ((Entry) codec.read(encoded.bytes(0))).content();
    }
}
