package io.parley.gateway;

import static io.parley.gateway.ClientFrames.FIN;
import static io.parley.gateway.ClientFrames.bytes;
import static io.parley.gateway.ClientFrames.close;
import static io.parley.gateway.ClientFrames.frame;
import static io.parley.gateway.ClientFrames.header;
import static io.parley.gateway.ClientFrames.join;
import static io.parley.gateway.ClientFrames.masked;
import static io.parley.gateway.ClientFrames.text;
import static io.parley.gateway.ClientFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 999, 1000})
    void aTextOfAnyLengthArrivesWhole(int length) {
        String text = "é".repeat(length / 2) + "x".repeat(length % 2);

        assertThat(Decoding.of(text(text))).containsExactly("frame", "text " + text);
    }

    @Test
    void framesThatCameTogetherArriveInOrder() {
        assertThat(Decoding.of(text("a"), frame(FIN | Opcode.PING, utf8("p")), text(""), frame(FIN | Opcode.PONG)))
                .containsExactly("frame", "text a", "frame", "ping p", "frame", "text ", "frame", "pong");
    }

    @Test
    void fragmentsAreJoinedAndControlFramesPassBetweenThem() {
        assertThat(Decoding.of(
                        frame(Opcode.TEXT, utf8("Hel")),
                        frame(FIN | Opcode.PING, utf8("?")),
                        frame(Opcode.CONTINUATION, utf8("l")),
                        frame(FIN | Opcode.CONTINUATION, utf8("o")),
                        text("next")))
                .containsExactly("frame", "frame", "ping ?", "frame", "frame", "text Hello", "frame", "text next");
    }

    @Test
    void anEmptyFirstFragmentLosesNothingThatFollows() {
        assertThat(Decoding.of(
                        frame(Opcode.TEXT),
                        frame(Opcode.CONTINUATION),
                        frame(FIN | Opcode.CONTINUATION, utf8("kept")),
                        text("and the next")))
                .containsExactly("frame", "frame", "frame", "text kept", "frame", "text and the next");
    }

    @Test
    void aCharacterMayBeCutByFragments() {
        byte[] euro = utf8("€");

        assertThat(Decoding.of(
                        frame(Opcode.TEXT, euro[0]),
                        frame(Opcode.CONTINUATION, euro[1]),
                        frame(FIN | Opcode.CONTINUATION, euro[2])))
                .endsWith("text €");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c1bf",
                "e09f80",
                "eda080",
                "edbfbf",
                "f08f8080",
                "f4908080",
                "f5808080",
                "ff",
                "e282",
                "61e2",
                "c3",
                "c328"
            })
    void whatIsNotUtf8Is1007(String hex) {
        byte[] broken = java.util.HexFormat.of().parseHex(hex);

        assertThat(Decoding.of(frame(FIN | Opcode.TEXT, broken))).containsExactly("violated 1007");
        assertThat(Decoding.of(frame(Opcode.TEXT, broken), frame(FIN | Opcode.CONTINUATION)))
                .endsWith("violated 1007")
                .doesNotContain("text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u007f",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\ud7ff",
                "\ue000",
                "\uffff",
                "𐀀",
                "\udbff\udfff"
            })
    void theBoundariesOfUtf8AreUtf8(String text) {
        assertThat(Decoding.of(text(text))).containsExactly("frame", "text " + text);
    }

    @Test
    void brokenUtf8IsToldBeforeTheMessageIsThere() {
        Decoding decoding = new Decoding(Kind.TEXT);

        decoding.feed(join(header(FIN | Opcode.TEXT, 500), masked(bytes('o', 'k', 0xFF))));

        assertThat(decoding.events).containsExactly("violated 1007");
    }

    @Test
    void aFrameTooLargeIs1009AsSoonAsItSaysSo() {
        assertThat(Decoding.of(header(FIN | Opcode.TEXT, Decoding.MAX + 1))).containsExactly("violated 1009");
        assertThat(Decoding.of(header(FIN | Opcode.BINARY, Long.MAX_VALUE))).containsExactly("violated 1009");
    }

    @Test
    void aMessageTooLargeIs1009AsSoonAsAFragmentSaysSo() {
        byte[] most = new byte[Decoding.MAX];

        assertThat(Decoding.of(
                        frame(Opcode.BINARY, most), frame(Opcode.CONTINUATION), header(FIN | Opcode.CONTINUATION, 1)))
                .containsExactly("frame", "frame", "violated 1009");
    }

    @Test
    void afterAViolationNothingIsHeard() {
        assertThat(Decoding.of(frame(FIN | Opcode.TEXT, bytes(0xFF)), text("later"), close(1000, "")))
                .containsExactly("violated 1007");
    }

    @Test
    void afterCloseNothingIsHeard() {
        assertThat(Decoding.of(close(1000, "bye"), text("later"), frame(FIN | Opcode.PING)))
                .containsExactly("frame", "closed 1000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC1, 0xA1, 0x91, 0xC9, 0x83, 0x87, 0x8B, 0x8F, 0x03, 0x09, 0x0A, 0x08, 0x80, 0x00})
    void aFirstByteThatBreaksARuleIs1002(int first) {
        assertThat(Decoding.of(frame(first))).containsExactly("violated 1002");
    }

    @Test
    void aNewMessageWithinAnotherIs1002() {
        assertThat(Decoding.of(frame(Opcode.TEXT, utf8("a")), text("b"))).containsExactly("frame", "violated 1002");
    }

    @Test
    void anUnmaskedFrameIs1002() {
        assertThat(Decoding.of(bytes(0x81, 1, 'x'))).containsExactly("violated 1002");
        assertThat(Decoding.of(bytes(0x89, 0))).containsExactly("violated 1002");
    }

    @Test
    void aControlFrameOver125BytesIs1002() {
        assertThat(Decoding.of(frame(FIN | Opcode.PING, new byte[125]))).hasSize(2);
        assertThat(Decoding.of(header(FIN | Opcode.PING, 126))).containsExactly("violated 1002");
    }

    @Test
    void aLengthThatIsNotMinimalIs1002() {
        assertThat(Decoding.of(bytes(0x81, 0xFE, 0, 5, 0, 0, 0, 0))).containsExactly("violated 1002");
        assertThat(Decoding.of(bytes(0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0)))
                .containsExactly("violated 1002");
    }

    @Test
    void aLengthBeyond63BitsIs1002() {
        assertThat(Decoding.of(bytes(0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
                .containsExactly("violated 1002");
    }

    @ParameterizedTest
    @CsvSource({"1000", "1001", "1002", "1003", "1007", "1011", "1014", "3000", "4408", "4999"})
    void aCloseWithACodeThatMayBeSentIsHeard(int code) {
        assertThat(Decoding.of(close(code, "ü"))).containsExactly("frame", "closed " + code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
    void aCloseWithACodeThatMayNotBeSentIs1002(int code) {
        assertThat(Decoding.of(close(code, ""))).containsExactly("violated 1002");
    }

    @Test
    void aCloseWithoutACodeIsHeard() {
        assertThat(Decoding.of(frame(FIN | Opcode.CLOSE))).containsExactly("frame", "closed 0");
    }

    @Test
    void aCloseOfOneByteOrWithABrokenReasonIs1002() {
        assertThat(Decoding.of(frame(FIN | Opcode.CLOSE, bytes(3)))).containsExactly("violated 1002");
        assertThat(Decoding.of(frame(FIN | Opcode.CLOSE, bytes(3, 0xE8, 0xE2, 0x82))))
                .containsExactly("violated 1002");
    }

    @Test
    void aMessageOfTheOtherKindIs1003AsSoonAsItBegins() {
        assertThat(new Decoding(Kind.TEXT).feed(header(FIN | Opcode.BINARY, 500)).events)
                .containsExactly("violated 1003");
        assertThat(new Decoding(Kind.BINARY).feed(text("x")).events).containsExactly("violated 1003");
        assertThat(new Decoding(Kind.BINARY).feed(frame(FIN | Opcode.BINARY, bytes(7))).events)
                .containsExactly("frame", "binary 07");
    }

    @Test
    void whoListensNoMoreGetsTheRestLater() {
        assertThat(Decoding.of(text("stop 1"), text("stop 2"), text("go on")))
                .containsExactly("frame", "text stop 1", "frame", "text stop 2", "frame", "text go on");
    }

    @Test
    void onlyWhatIsIncompleteIsPartial() {
        Decoding decoding = new Decoding(Kind.TEXT);
        assertThat(decoding.feed(text("whole")).partial()).isFalse();
        assertThat(decoding.feed((byte) 0x81).partial()).isTrue();
        assertThat(decoding.feed(join(bytes(0x81), masked(bytes()), bytes(0, 0, 0, 0, 'x')))
                        .partial())
                .isFalse();
        assertThat(decoding.feed(frame(Opcode.TEXT, utf8("begun"))).partial()).isTrue();
        assertThat(decoding.feed(frame(FIN | Opcode.CONTINUATION)).partial()).isFalse();
        assertThat(decoding.events).endsWith("text begun");
    }
}
