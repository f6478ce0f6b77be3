package io.parley.proto;

import io.parley.proto.v1.Wire;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Code;
import io.parley.protocol.Draft;
import io.parley.protocol.Failure;
import io.parley.protocol.Field;
import io.parley.protocol.JsonText;
import io.parley.protocol.Problem;
import io.parley.room.Body;
import java.util.List;

/** Reads a parsed client frame into a draft. */
final class DraftReader {
    private final Draft draft = new Draft();

    private DraftReader() {}

    static Draft read(Wire.ClientFrame frame) {
        DraftReader reader = new DraftReader();
        if (frame.hasId()) {
            reader.draft.put(Field.ID, frame.getId());
        }
        reader.frame(frame);
        return reader.draft;
    }

    private void frame(Wire.ClientFrame frame) {
        switch (frame.getFrameCase()) {
            case HELLO -> hello(frame.getHello());
            case SUBSCRIBE -> subscribe(frame.getSubscribe());
            case UNSUBSCRIBE ->
                type("unsubscribe").put(Field.ROOM, frame.getUnsubscribe().getRoom());
            case SEND -> send(frame.getSend());
            case EDIT -> edit(frame.getEdit());
            case DELETE -> delete(frame.getDelete());
            case REACT -> react(frame.getReact());
            case ACK -> position("ack", frame.getAck().getRoom(), frame.getAck().getSeq());
            case READ ->
                position("read", frame.getRead().getRoom(), frame.getRead().getSeq());
            case TYPING ->
                type("typing")
                        .put(Field.ROOM, frame.getTyping().getRoom())
                        .put(Field.ON, frame.getTyping().getOn());
            case PRESENCE -> presence(frame.getPresence());
            case HISTORY -> history(frame.getHistory());
            case REFRESH -> type("refresh").put(Field.TOKEN, frame.getRefresh().getToken());
            case PING -> type("ping");
            case EXTENSION -> type("x." + frame.getExtension().getName());
            case FRAME_NOT_SET -> none(frame);
        }
    }

    /** A frame of a newer contract stands among the unknown fields. */
    private void none(Wire.ClientFrame frame) {
        boolean newer = !frame.getUnknownFields().asMap().isEmpty();
        draft.refuse(
                newer
                        ? Problem.of(Code.UNKNOWN_TYPE, "There is no such type of frame.")
                        : Problem.field(Code.BAD_FRAME, Field.TYPE.wireName(), "type is missing"));
    }

    private Draft type(String type) {
        return draft.put(Field.TYPE, type);
    }

    private void hello(Wire.Hello hello) {
        type("hello")
                .put(Field.TOKEN, hello.hasToken() ? hello.getToken() : null)
                .put(Field.CLIENT, hello.hasClient() ? client(hello.getClient()) : null)
                .put(Field.ACKS, hello.getAcks())
                .put(Field.PINGS, hello.getPings())
                .put(
                        Field.SUBSCRIBE,
                        hello.getSubscribeList().stream()
                                .map(wanted -> new ClientFrame.Subscribe(
                                        null,
                                        wanted.getRoom(),
                                        wanted.hasAfter() ? wanted.getAfter() : null,
                                        wanted.hasEpoch() ? wanted.getEpoch() : null))
                                .toList());
    }

    private static Draft.Client client(Wire.Hello.Client client) {
        return new Draft.Client(
                client.hasName() ? client.getName() : null, client.hasVersion() ? client.getVersion() : null);
    }

    private void subscribe(Wire.Subscribe wanted) {
        type("subscribe")
                .put(Field.ROOM, wanted.getRoom())
                .put(Field.AFTER, wanted.hasAfter() ? wanted.getAfter() : null)
                .put(Field.EPOCH, wanted.hasEpoch() ? wanted.getEpoch() : null);
    }

    private void send(Wire.Send send) {
        type("send")
                .put(Field.ROOM, send.getRoom())
                .put(Field.CID, send.getCid())
                .put(Field.BODY, send.hasBody() ? body(send.getBody()) : null)
                .put(Field.REPLY_TO, send.hasReplyTo() ? send.getReplyTo() : null)
                .put(Field.THREAD, send.hasThread() ? send.getThread() : null);
    }

    private void edit(Wire.Edit edit) {
        position("edit", edit.getRoom(), edit.getSeq())
                .put(Field.CID, edit.getCid())
                .put(Field.BODY, edit.hasBody() ? body(edit.getBody()) : null);
    }

    private void delete(Wire.Delete delete) {
        position("delete", delete.getRoom(), delete.getSeq()).put(Field.CID, delete.getCid());
    }

    private void react(Wire.React react) {
        position("react", react.getRoom(), react.getSeq())
                .put(Field.CID, react.getCid())
                .put(Field.EMOJI, react.getEmoji())
                .put(Field.ON, react.getOn());
    }

    private Draft position(String type, String room, long seq) {
        return type(type).put(Field.ROOM, room).put(Field.SEQ, seq);
    }

    private void presence(Wire.Presence presence) {
        type("presence")
                .put(Field.STATUS, presence.hasStatus() ? presence.getStatus() : null)
                .put(
                        Field.WATCH,
                        presence.hasWatch() ? strings(presence.getWatch().getUsersList()) : null);
    }

    private void history(Wire.History history) {
        type("history")
                .put(Field.ROOM, history.getRoom())
                .put(Field.BEFORE, history.hasBefore() ? history.getBefore() : null)
                .put(Field.AFTER, history.hasAfter() ? history.getAfter() : null)
                .put(Field.AROUND, history.hasAround() ? history.getAround() : null)
                .put(Field.LIMIT, history.hasLimit() ? Integer.toUnsignedLong(history.getLimit()) : null)
                .put(Field.VIEW, history.hasView() ? history.getView() : null);
    }

    /** A {@link Body}, or the {@link Problem} with its data. */
    private static Object body(Wire.Body body) {
        try {
            String data = body.hasData() ? JsonText.DATA.compact("body.data", body.getData()) : null;
            return new Body(body.getText(), data, strings(body.getAttachmentsList()), strings(body.getMentionsList()));
        } catch (Failure failure) {
            return failure.problem();
        }
    }

    private static List<String> strings(List<String> list) {
        return List.copyOf(list);
    }
}
