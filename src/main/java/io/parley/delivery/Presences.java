package io.parley.delivery;

import io.parley.port.Loop;
import io.parley.port.Rooms;
import io.parley.protocol.ServerFrame;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Who is there, of the users of one loop. A change is told to those who share a small room with the user, and to those who
 * watch the user and share any room: at most once a second for each user, and when many change at once, of each only what
 * has become of it. Confined to its loop.
 */
final class Presences {
    /** Of so many it is told at a time; each costs two reads of the store. */
    private static final int TELLING = 2;
    /** Who shares small rooms with more is told of to so many. */
    private static final int COMPANY = 4_096;

    private static final int GONE = 50_000;

    private final Loop loop;
    private final Rooms rooms;
    private final LongSupplier clock;
    private final Whispers whispers;
    private final Map<String, Person> people = new HashMap<>();
    /** Those to be looked at, since something has changed or is about to. */
    private final Set<Person> restless = new LinkedHashSet<>();
    /** Those of whom it is time to tell. */
    private final Set<Person> due = new LinkedHashSet<>();
    /** By whom they watch: each connection, and whose it is. */
    private final Map<String, Map<Session, String>> watchers = new HashMap<>();
    /** When those were last seen who went last; Unix milliseconds. */
    private final Map<String, Long> gone = new LinkedHashMap<>(16, 0.75f, false) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > GONE;
        }
    };

    private int telling;

    Presences(Loop loop, Ports ports, Whispers whispers) {
        this.loop = loop;
        this.rooms = ports.rooms();
        this.clock = ports.clock();
        this.whispers = whispers;
    }

    void join(String user, Session device) {
        Person person = people.computeIfAbsent(user, name -> new Person(name, loop.nanoTime()));
        gone.remove(user);
        person.join(device);
        restless.add(person);
    }

    void leave(String user, Session device) {
        Person person = people.get(user);
        if (person != null) {
            person.leave(device, loop.nanoTime(), clock.getAsLong());
            restless.add(person);
        }
    }

    void set(String user, Session device, String status) {
        Person person = people.get(user);
        if (person != null && person.set(device, status)) {
            restless.add(person);
        }
    }

    void watch(String user, Session by, String asker) {
        watchers.computeIfAbsent(user, name -> new HashMap<>(2)).put(by, asker);
    }

    void unwatch(String user, Session by) {
        watchers.computeIfPresent(user, (name, all) -> {
            all.remove(by);
            return all.isEmpty() ? null : all;
        });
    }

    ServerFrame.Presence of(String user) {
        Person person = people.get(user);
        return person == null
                ? new ServerFrame.Presence(user, Person.OFFLINE, gone.get(user))
                : person.presence(loop.nanoTime());
    }

    void look(long now) {
        restless.removeIf(person -> !mayChange(person, now));
        tellDue(now);
    }

    /** Whether to look at it again. */
    private boolean mayChange(Person person, long now) {
        if (person.changed(now)) {
            return !person.mayBeTold(now) || !due.add(person);
        }
        if (person.isGone(now)) {
            people.remove(person.user());
            gone.put(person.user(), person.lastSeen());
        }
        return person.lingers(now);
    }

    private void tellDue(long now) {
        while (telling < TELLING && !due.isEmpty()) {
            Person person = due.iterator().next();
            due.remove(person);
            restless.add(person);
            if (person.changed(now) && person.mayBeTold(now)) {
                tell(person, now);
            }
        }
    }

    private void tell(Person person, long now) {
        telling++;
        ServerFrame.Presence told = person.tell(now);
        audience(person.user())
                .onComplete(read -> loop.execute(() -> {
                    telling--;
                    told(person, told, read);
                    tellDue(loop.nanoTime());
                }));
    }

    private void told(Person person, ServerFrame.Presence told, AsyncResult<Set<Session>> read) {
        person.told(read.succeeded());
        restless.add(person);
        if (read.succeeded()) {
            whispers.say(read.result(), null, told);
        }
    }

    /** The user's own connections are among them. */
    private Future<Set<Session>> audience(String user) {
        Map<Session, String> watching = Map.copyOf(watchers.getOrDefault(user, Map.of()));
        Set<String> askers = Set.copyOf(watching.values());
        return rooms.company(user, Rosters.MEMBERS, COMPANY)
                .compose(company -> rooms.acquainted(user, askers).map(acquainted -> {
                    Set<Session> all = new LinkedHashSet<>(whispers.of(company));
                    watching.forEach((session, asker) -> {
                        if (acquainted.contains(asker)) {
                            all.add(session);
                        }
                    });
                    return all;
                }));
    }
}
