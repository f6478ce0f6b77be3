package io.parley.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who is listed as a member of the simulated store's rooms; for how somebody stands there, it does not count. */
final class SimMembers {
    private final Map<String, List<String>> rooms = new HashMap<>();

    void put(String room, List<String> users) {
        rooms.put(room, users);
    }

    List<String> of(String room) {
        return rooms.getOrDefault(room, List.of());
    }

    /** The others in rooms with the user of at most so many. */
    Set<String> company(String user, int most) {
        Set<String> company = new TreeSet<>();
        rooms.values().stream()
                .filter(all -> all.contains(user) && all.size() <= most)
                .forEach(company::addAll);
        company.remove(user);
        return company;
    }
}
