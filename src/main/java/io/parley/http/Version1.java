package io.parley.http;

import static io.parley.http.Endpoint.delete;
import static io.parley.http.Endpoint.get;
import static io.parley.http.Endpoint.patch;
import static io.parley.http.Endpoint.post;
import static io.parley.http.Endpoint.put;

import io.parley.delivery.Reading;
import io.parley.delivery.Sender;
import io.parley.port.Log;
import io.parley.port.Rooms;
import io.parley.port.Scope;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** The first version: all of its routes, each with what it does. */
final class Version1 {
    static final String PREFIX = "/api/v1";

    private static final Action UNSUPPORTED = call -> {
        throw Failure.of(Code.UNSUPPORTED, "this server does not do this yet");
    };

    private Version1() {}

    /** @param loop where what is written is written */
    static Version of(
            HttpVerticle.Identities identities,
            HttpVerticle.Conversations conversations,
            HttpSettings settings,
            Contract contract,
            Clock clock,
            Executor loop) {
        Log log = conversations.log();
        Rooms store = conversations.rooms();
        Reading reading = new Reading(log, store);
        Writes writes = new Writes(new Sender(log, store, clock::millis, loop), log, loop);
        Shapes shapes = new Shapes(conversations.codec());
        SocketRules rules = new SocketRules(conversations.codec());
        Throttle throttle = new Throttle(settings.rates(), System::nanoTime);
        List<Endpoint> accounts = accounts(
                new AccountRoutes(identities, throttle, settings.registration(), clock),
                new ProfileRoutes(identities, throttle, new Farewell(store, writes)),
                new SessionRoutes(identities, throttle),
                new ServiceKeyRoutes(identities.services()));
        List<Endpoint> talk = rooms(
                new RoomRoutes(store, reading, writes, shapes),
                new MemberRoutes(store, identities.accounts(), reading, writes),
                new RestrictionRoutes(identities.accounts(), writes),
                new MessageRoutes(reading, writes, shapes, rules),
                new MessageChangeRoutes(writes, rules));
        List<Endpoint> people = people(
                new PeopleRoutes(conversations.people()), new SearchRoutes(conversations.search(), reading, shapes));
        List<Endpoint> announcements = List.of(post("/announcements", new AnnouncementRoutes(writes, rules)::announce)
                .forServices(Scope.ANNOUNCE));
        return new Version(
                PREFIX,
                Stream.concat(
                                Stream.of(accounts, talk, people, announcements)
                                        .flatMap(List::stream)
                                        .map(contract::govern),
                                LATER.stream())
                        .toList(),
                null);
    }

    private static List<Endpoint> accounts(
            AccountRoutes accounts, ProfileRoutes profile, SessionRoutes sessions, ServiceKeyRoutes keys) {
        return List.of(
                post("/users", accounts::register).withoutToken().forServices(Scope.USERS),
                get("/users", accounts::search),
                get("/users/:user", accounts::user),
                get("/profile", profile::show),
                patch("/profile", profile::change),
                delete("/profile", profile::delete),
                post("/password", profile::password),
                post("/login", sessions::login).withoutToken(),
                post("/token/refresh", sessions::refresh).withoutToken(),
                post("/logout", sessions::logout),
                get("/sessions", sessions::list),
                delete("/sessions/:session", sessions::end),
                post("/ws-tickets", sessions::ticket).forServices(Scope.TICKETS),
                post("/service-keys", keys::create),
                get("/service-keys", keys::list),
                delete("/service-keys/:key", keys::delete));
    }

    private static List<Endpoint> rooms(
            RoomRoutes rooms,
            MemberRoutes members,
            RestrictionRoutes restrictions,
            MessageRoutes messages,
            MessageChangeRoutes changes) {
        return List.of(
                get("/rooms", rooms::list),
                post("/rooms", rooms::create).forServices(Scope.ROOMS),
                post("/direct", rooms::direct).forServices(Scope.ROOMS),
                get("/rooms/:room", rooms::show),
                patch("/rooms/:room", rooms::change),
                delete("/rooms/:room", rooms::delete),
                get("/rooms/:room/members", members::list),
                put("/rooms/:room/members/:user", members::put).forServices(Scope.ROOMS),
                delete("/rooms/:room/members/:user", members::delete).forServices(Scope.ROOMS),
                put("/rooms/:room/bans/:user", restrictions::ban),
                delete("/rooms/:room/bans/:user", restrictions::unban),
                put("/rooms/:room/mutes/:user", restrictions::mute),
                delete("/rooms/:room/mutes/:user", restrictions::unmute),
                get("/rooms/:room/messages", messages::messages),
                post("/rooms/:room/messages", messages::send).forServices(Scope.MESSAGES),
                patch("/rooms/:room/messages/:seq", changes::edit).forServices(Scope.MESSAGES),
                delete("/rooms/:room/messages/:seq", changes::delete).forServices(Scope.MESSAGES),
                put("/rooms/:room/messages/:seq/reactions/:emoji", changes::react)
                        .forServices(Scope.MESSAGES),
                delete("/rooms/:room/messages/:seq/reactions/:emoji", changes::unreact)
                        .forServices(Scope.MESSAGES),
                get("/rooms/:room/entries", messages::entries));
    }

    private static List<Endpoint> people(PeopleRoutes people, SearchRoutes search) {
        return List.of(
                get("/search", search::search),
                put("/rooms/:room/read", people::read),
                get("/rooms/:room/messages/:seq/receipts", people::receipts),
                get("/presence", people::presence));
    }

    /** What the contract names and this server does not do yet: said, rather than denied to exist. */
    static final List<Endpoint> LATER = List.of(get("/attachments", UNSUPPORTED), post("/attachments", UNSUPPORTED));
}
