package io.parley.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonContentTest {
    private final JsonContent contents = new JsonContent();

    /** The stored forms, fixed for ever: a change here would make what is stored unreadable. */
    static Stream<Stored> stored() {
        Body full = new Body("é \"\uD83D\uDE00\n", "{\"n\":1.50}", List.of("f1"), List.of("ann", "bob"));
        String body =
                "{'text':'é \\\"\uD83D\uDE00\\n','data':{'n':1.50},'attachments':['f1'],'mentions':['ann','bob']}";
        return Stream.of(
                new Stored(new Content.Message(Body.of("hi"), null, null), "{'body':{'text':'hi'}}"),
                new Stored(new Content.Message(full, 3L, 1L), "{'body':" + body + ",'replyTo':3,'thread':1}"),
                new Stored(new Content.Message(null, 3L, null), "{'redacted':true,'replyTo':3}"),
                new Stored(new Content.Edit(4, Body.of("ho")), "{'target':4,'body':{'text':'ho'}}"),
                new Stored(new Content.Edit(4, null), "{'target':4,'redacted':true}"),
                new Stored(new Content.Delete(4), "{'target':4}"),
                new Stored(new Content.Reaction(4, "+1", false), "{'target':4,'emoji':'+1','on':false}"),
                new Stored(
                        new Content.Membership("ann", Change.JOINED, Role.MODERATOR, null),
                        "{'member':'ann','change':'joined','role':'moderator'}"),
                new Stored(
                        new Content.Membership("ann", Change.MUTED, null, 99L),
                        "{'member':'ann','change':'muted','until':99}"),
                new Stored(
                        new Content.RoomChange("n", "t", RoomKind.PRIVATE, true),
                        "{'name':'n','topic':'t','roomKind':'private','deleted':true}"),
                new Stored(new Content.RoomChange(null, null, null, false), "{}"),
                new Stored(new Content.RoomChange(null, null, null, false, 30), "{\"slowMode\":30}"),
                new Stored(
                        new Content.Notice("added", "general", 7L),
                        "{'notice':'added','about':{'room':'general','seq':7}}"),
                new Stored(new Content.Notice("direct", "d-1", null), "{'notice':'direct','about':{'room':'d-1'}}"),
                new Stored(new Content.Announcement(Body.of("all")), "{'body':{'text':'all'}}"),
                new Stored(new Content.Opaque("poll", "{\"a\":[1.0,{}]}"), "{'a':[1.0,{}]}"));
    }

    @ParameterizedTest
    @MethodSource("stored")
    void whatIsStoredReadsAsWhatWasSaid(Stored stored) {
        String json = stored.json().replace('\'', '"');
        assertThat(contents.encode(stored.content())).isEqualTo(json);
        assertThat(contents.decode(stored.content().kind(), json)).isEqualTo(stored.content());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "member | {\"member\":\"ann\",\"change\":\"frozen\"}",
                "member | {\"member\":\"ann\",\"change\":\"role\",\"role\":\"guest\"}",
                "room | {\"roomKind\":\"secret\"}",
                "reaction | {\"target\":1,\"emoji\":\"+1\"}",
                "delete | {\"target\":\"1\"}",
                "notice | {\"notice\":\"added\",\"about.room\":\"general\"}",
            })
    void aFormThatOnlyANewerVersionKnowsIsPassedOn(String kind, String json) {
        assertThat(contents.decode(kind, json)).isEqualTo(new Content.Opaque(kind, json));
    }

    @Test
    void fieldsThatANewerVersionAddedAreSkipped() {
        assertThat(contents.decode("delete", "{\"why\":{\"a\":[1]},\"target\":1}"))
                .isEqualTo(new Content.Delete(1));
    }

    @Test
    void whatIsNotJsonIsABrokenStore() {
        for (String broken : List.of("", "{\"body\":", "[1]", "null")) {
            assertThatThrownBy(() -> contents.decode("message", broken)).isInstanceOf(UncheckedIOException.class);
        }
    }

    record Stored(Content content, String json) {}
}
