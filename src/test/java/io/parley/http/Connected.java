package io.parley.http;

import io.parley.delivery.Hub;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Codec;
import io.parley.port.Frames;
import io.parley.port.Inbound;
import io.parley.port.Wire;
import io.parley.protocol.CloseReason;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A user on the socket, while REST is tested: says frames, and keeps what it hears. */
final class Connected implements Wire {
    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private final ContextLoop loop;
    private final Inbound inbound;

    Connected(Hub hub, ContextLoop loop, Codec codec, String user) throws Exception {
        this.loop = loop;
        Promise<Inbound> opened = Promise.promise();
        loop.execute(() -> opened.complete(hub.open(this, codec, new Identity(user, "s", Long.MAX_VALUE), "")));
        this.inbound = RestServer.await(opened.future());
        say(new JsonObject().put("type", "hello").put("acks", true));
    }

    void say(JsonObject frame) {
        byte[] bytes = frame.encode().getBytes(StandardCharsets.UTF_8);
        loop.execute(() -> inbound.message(bytes, 0, bytes.length));
    }

    void vanish() {
        loop.execute(inbound::closed);
    }

    List<JsonObject> heard(String type) {
        return heard.stream()
                .filter(frame -> type.equals(frame.getString("type")))
                .toList();
    }

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public void write(byte[] frame) {
        heard.add(new JsonObject(new String(frame, StandardCharsets.UTF_8)));
    }

    @Override
    public void write(Frames frames) {
        throw new AssertionError("no entries are shown here");
    }

    @Override
    public void ping() {}

    @Override
    public void listen(boolean on) {}

    @Override
    public boolean quiet() {
        return true;
    }

    @Override
    public long sinceAcked() {
        return 0;
    }

    @Override
    public void close(CloseReason reason) {}
}
