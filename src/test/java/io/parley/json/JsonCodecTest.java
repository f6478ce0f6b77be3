package io.parley.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Codec.Decoded;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Code;
import io.parley.protocol.Limits;
import io.parley.protocol.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {
    private static final String SEND = "'type':'send','id':'7','room':'general','cid':'c1'";

    private final JsonCodec codec = new JsonCodec(new Limits(65_536, 10, 256, 64, 1_000, 50));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "'text'",
                "1",
                "null",
                "{",
                "{}",
                "{'type':'ping'",
                "{'type':'ping'}}",
                "{'type':'ping'} {'type':'ping'}",
                "{'type':'ping'} x",
                "{'type':'ping',}",
                "{'type':'ping','n':01}",
                "{'type':'ping','n':NaN}",
                "{'type':5}",
                "{'type':null}",
                "{'id':'1'}",
                "{type:'ping'}",
                "/* */{'type':'ping'}",
                "\uFEFF{'type':'ping'}",
            })
    void whatIsNotOneObjectWithATypeIsABadFrame(String json) {
        assertThat(refusal(json).problem().code()).isEqualTo(Code.BAD_FRAME);
    }

    @Test
    void bytesThatAreNotUtf8AreABadFrame() {
        byte[] latin = "{\"type\":\"x.é\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_16LE);
        byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};
        byte[] surrogate = {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'};
        for (byte[] bytes : List.of(latin, utf16, overlong, surrogate)) {
            assertThat(codec.decode(bytes, 0, bytes.length))
                    .isInstanceOfSatisfying(
                            Decoded.Refused.class,
                            refused -> assertThat(refused.problem().code()).isEqualTo(Code.BAD_FRAME));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "x.", "x.a b", "Ping"})
    void aTypeNobodyKnowsIsNamedSo(String type) {
        Decoded.Refused refused = refusal("{'id':'4','type':'" + type + "'}");
        assertThat(refused.id()).isEqualTo("4");
        assertThat(refused.problem().code()).isEqualTo(Code.UNKNOWN_TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'subscribe','room':5} | room",
                "{'type':'subscribe'} | room",
                "{'type':'subscribe','room':null} | room",
                "{'type':'subscribe','room':'a/b'} | room",
                "{'type':'subscribe','room':'a','after':-1} | after",
                "{'type':'subscribe','room':'a','after':1} | epoch",
                "{'type':'subscribe','room':'a','after':1,'epoch':0} | epoch",
                "{'type':'subscribe','room':'a','after':1.0,'epoch':1} | after",
                "{'type':'subscribe','room':'a','after':1e3,'epoch':1} | after",
                "{'type':'subscribe','room':'a','after':9007199254740992,'epoch':1} | after",
                "{'type':'subscribe','room':'a','after':99999999999999999999999999,'epoch':1} | after",
                "{'type':'hello','subscribe':{}} | subscribe",
                "{'type':'hello','subscribe':[{'room':'a'},{'room':'b'},{'room':'c'},{'room':[1]}]} |"
                        + " subscribe[3].room",
                "{'type':'hello','subscribe':[{'room':'a'},{'after':0}]} | subscribe[1].room",
                "{'type':'hello','subscribe':[{'room':'a'},{'room':'b','after':3}]} | subscribe[1].epoch",
                "{'type':'hello','subscribe':['a']} | subscribe[0]",
                "{'type':'hello','client':'me'} | client",
                "{'type':'hello','client':{'name':1}} | client.name",
                "{'type':'hello','acks':'true'} | acks",
                "{'type':'ack','room':'a'} | seq",
                "{'type':'presence'} | status",
                "{'type':'presence','status':'asleep'} | status",
                "{'type':'presence','status':'away','watch':['a']} | status",
                "{'type':'presence','watch':['a','B']} | watch[1]",
                "{'type':'history','room':'a'} | before",
                "{'type':'history','room':'a','before':1,'after':1} | before",
                "{'type':'history','room':'a','before':1,'limit':201} | limit",
                "{'type':'history','room':'a','before':1,'limit':0} | limit",
                "{'type':'history','room':'a','before':1,'view':'all'} | view",
                "{'type':'refresh'} | token",
                "{'type':'typing','room':'a'} | on",
                "{'type':'react','room':'a','seq':1,'cid':'c','emoji':'','on':true} | emoji",
                "{'type':'edit','room':'a','seq':0,'cid':'c','body':{'text':''}} | seq",
            })
    void aFieldAtFaultIsNamedByItsPath(String json, String field) {
        assertThat(refusal(json).problem())
                .returns(Code.BAD_REQUEST, Problem::code)
                .returns(field, Problem::field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'body' | BAD_REQUEST | body",
                "{} | BAD_REQUEST | body.text",
                "{'text':5} | BAD_REQUEST | body.text",
                "{'text':'a\\u0000'} | BAD_REQUEST | body.text",
                "{'text':'a\\ud800'} | BAD_REQUEST | body.text",
                "{'text':'\\udc00\\ud800'} | BAD_REQUEST | body.text",
                "{'text':'12345678901'} | TOO_LARGE | body.text",
                "{'text':'','data':[]} | BAD_REQUEST | body.data",
                "{'text':'','data':'{}'} | BAD_REQUEST | body.data",
                "{'text':'','data':{'a':1,'a':2}} | BAD_REQUEST | body.data",
                "{'text':'','data':{'a':{'b':1,'b':2}}} | BAD_REQUEST | body.data",
                "{'text':'','data':{'a':'\\u0000'}} | BAD_REQUEST | body.data",
                "{'text':'','data':{'\\ud800':1}} | BAD_REQUEST | body.data",
                "{'text':'','mentions':['ann','Ann']} | BAD_REQUEST | body.mentions[1]",
                "{'text':'','mentions':['ann',1]} | BAD_REQUEST | body.mentions[1]",
                "{'text':'','attachments':['a b']} | BAD_REQUEST | body.attachments[0]",
            })
    void aBadBodyIsRefusedWithRoomAndCid(String body, Code code, String field) {
        Decoded.Refused refused = refusal("{" + SEND + ",'body':" + body + "}");
        assertThat(refused.id()).isEqualTo("7");
        assertThat(refused.problem())
                .returns(code, Problem::code)
                .returns(field, Problem::field)
                .returns("general", Problem::room)
                .returns("c1", Problem::cid);
    }

    @Test
    void theIdIsFoundAlsoAfterTheFault() {
        Decoded.Refused refused =
                refusal("{'body':{'text':[[{'a':[1]}]]},'cid':'c1','type':'send','id':'7','room':'a'}");
        assertThat(refused.id()).isEqualTo("7");
        assertThat(refused.problem().field()).isEqualTo("body.text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'7','type':'ping','id':'8'}",
                "{'id':'7','type':'ping','type':'ping'}",
                "{'id':'7','type':'ping','new':1,'new':1}",
                "{'id':'7','type':'ping','new':[{'a':1,'b':2,'a':1}]}",
                "{'id':'7','type':'hello','client':{'name':'a','name':'a'}}",
            })
    void aKeyGivenTwiceIsRefusedWhereverItStands(String json) {
        Decoded.Refused refused = refusal(json);
        assertThat(refused.id()).isEqualTo("7");
        assertThat(refused.problem().code()).isEqualTo(Code.BAD_REQUEST);
    }

    @Test
    void depthIsBoundedAlsoInFieldsNobodyKnows() {
        assertThat(decode("{'type':'ping','n':" + nested(31) + "}")).isInstanceOf(Decoded.Understood.class);
        assertThat(refusal("{'type':'ping','n':" + nested(32) + "}").problem().code())
                .isEqualTo(Code.BAD_FRAME);
    }

    @Test
    void dataIsBoundedInDepthAndSize() {
        assertThat(decode(sendWithData("{'a':" + nested(15) + "}"))).isInstanceOf(Decoded.Understood.class);
        assertThat(refusal(sendWithData("{'a':" + nested(16) + "}")).problem().field())
                .isEqualTo("body.data");
        assertThat(decode(sendWithData("{'a':'" + "x".repeat(8_184) + "'}"))).isInstanceOf(Decoded.Understood.class);
        assertThat(refusal(sendWithData("{'a':'" + "x".repeat(8_185) + "'}"))
                        .problem()
                        .code())
                .isEqualTo(Code.TOO_LARGE);
    }

    @Test
    void dataKeepsEveryDigitAndLosesOnlySpace() {
        String data = "{'n' : 1.00e+2, 'big': 123456789012345678901234567890.10, 'z':-0, 'e':[ ], 's':'\\u00e9\\n' }";
        assertThat(understood(sendWithData(data)))
                .isInstanceOfSatisfying(
                        ClientFrame.Send.class,
                        send -> assertThat(send.body().data())
                                .isEqualTo(quoted("{'n':1.00e+2,'big':123456789012345678901234567890.10,'z':-0,'e':[],"
                                        + "'s':'é\\n'}")));
    }

    @Test
    void textCountsCodePoints() {
        String ten = "\\ud83d\\ude00".repeat(10);
        assertThat(understood("{" + SEND + ",'body':{'text':'" + ten + "'}}")).isInstanceOf(ClientFrame.Send.class);
    }

    @Test
    void fieldsThatATypeDoesNotUseAreIgnored() {
        assertThat(understood("{'type':'ping','id':'1','room':7,'body':[],'later':{'a':[1,{'b':null}]}}"))
                .isEqualTo(new ClientFrame.Ping("1"));
    }

    @Test
    void listsAreBounded() {
        assertThat(refusal(hello(1_001)).problem().field()).isEqualTo("subscribe");
        assertThat(understood(hello(1_000))).isInstanceOf(ClientFrame.Hello.class);
        String mentions = IntStream.range(0, 51).mapToObj(i -> "'u" + i + "'").collect(Collectors.joining(","));
        assertThat(refusal("{" + SEND + ",'body':{'text':'','mentions':[" + mentions + "]}}")
                        .problem()
                        .field())
                .isEqualTo("body.mentions");
        assertThat(refusal("{'type':'ping','id':'" + "i".repeat(65) + "'}"))
                .returns(null, Decoded.Refused::id)
                .satisfies(refused -> assertThat(refused.problem().field()).isEqualTo("id"));
    }

    @Test
    void anExtensionIsHandedOnWholeAndCompact() {
        assertThat(understood("{ 'id':'9', 'type':'x.poll.open', 'room': {'n': 1.50} }"))
                .isEqualTo(new ClientFrame.Extension(
                        "9", "poll.open", quoted("{'id':'9','type':'x.poll.open','room':{'n':1.50}}")));
        assertThat(refusal("{'type':'x.poll','q':'\\u0000'}").problem().code()).isEqualTo(Code.BAD_REQUEST);
    }

    @Test
    void onlyTheBytesInsideTheBoundsCount() {
        byte[] bytes = quoted("####{'type':'ping','id':'é'}####").getBytes(StandardCharsets.UTF_8);
        assertThat(codec.decode(bytes, 4, bytes.length - 4))
                .isEqualTo(new Decoded.Understood(new ClientFrame.Ping("é")));
        byte[] data = quoted("##{" + SEND + ",'body':{'text':'é','data': {'a': 1} }}##")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(codec.decode(data, 2, data.length - 2))
                .isInstanceOfSatisfying(
                        Decoded.Understood.class,
                        understood -> assertThat(((ClientFrame.Send) understood.frame())
                                        .body()
                                        .data())
                                .isEqualTo("{\"a\":1}"));
    }

    private static String hello(int rooms) {
        return "{'type':'hello','subscribe':["
                + IntStream.range(0, rooms)
                        .mapToObj(i -> "{'room':'r" + i + "'}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String sendWithData(String data) {
        return "{" + SEND + ",'body':{'data':" + data + ",'text':'t'}}";
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private ClientFrame understood(String json) {
        assertThat(decode(json)).isInstanceOf(Decoded.Understood.class);
        return ((Decoded.Understood) decode(json)).frame();
    }

    private Decoded.Refused refusal(String json) {
        assertThat(decode(json)).as(json).isInstanceOf(Decoded.Refused.class);
        return (Decoded.Refused) decode(json);
    }

    private Decoded decode(String json) {
        byte[] bytes = quoted(json).getBytes(StandardCharsets.UTF_8);
        return codec.decode(bytes, 0, bytes.length);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
