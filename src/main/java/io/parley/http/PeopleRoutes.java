package io.parley.http;

import io.parley.delivery.People;
import io.parley.room.Ids;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;

/** What people see of each other: who is there, and who has read what. */
final class PeopleRoutes {
    private final People people;

    PeopleRoutes(People people) {
        this.people = people;
    }

    Future<Answer> presence(Call call) {
        List<String> users = List.of(Objects.requireNonNull(call.query("users")).split(",", -1));
        return people.presence(call.user(), users)
                .map(found -> Answer.ok(
                        Shapes.list(found.stream().map(Shapes::presence).toList(), null)));
    }

    Future<Answer> receipts(Call call) {
        int limit = call.limit();
        String after = call.query("cursor");
        if (after != null && !Ids.isUser(after)) {
            throw Call.bad("cursor", "must be a list's next");
        }
        return people.receipts(call.user(), call.room(), call.seq(), after, limit)
                .map(found -> Answer.ok(Shapes.list(
                        found.receipts().stream()
                                .map(receipt -> Shapes.receipt(found.storedAt(), receipt))
                                .toList(),
                        found.receipts().size() < limit
                                ? null
                                : found.receipts().getLast().user())));
    }

    Future<Answer> read(Call call) {
        return people.read(call.user(), call.room(), call.body().number("seq")).map(stored -> Answer.NOTHING);
    }
}
