package io.parley.port;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whose word is taken for where a request comes from. {@code X-Forwarded-For} is read from its right end: each proxy
 * appends the peer that it saw, so what stands there was written by the peer of this connection, what stands left of it
 * by that one's peer, and so on for as long as each is trusted. What a client has put in before is never reached.
 *
 * @param trusted none: the header means nothing
 */
public record Proxies(List<Network> trusted) {
    public static final Proxies NONE = new Proxies(List.of());
    private static final String HEADER = "X-Forwarded-For";

    public Proxies {
        trusted = List.copyOf(trusted);
    }

    /** The address of the client as far as it can be believed; empty where the platform tells none. */
    public String client(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        if (address == null) {
            return "";
        }
        return trusted.isEmpty() ? address : client(address, request.headers().getAll(HEADER));
    }

    /** What {@link #client} tells, of IPv6 the half that a provider gives to one customer. */
    public String network(HttpServerRequest request) {
        String address = client(request);
        if (address.indexOf(':') < 0) {
            return address;
        }
        String[] groups = address.split(":", -1);
        return String.join(":", Arrays.copyOf(groups, Math.min(4, groups.length))) + "::/64";
    }

    /** @param forwarded the values of the header, in the order of the request */
    String client(String peer, List<String> forwarded) {
        List<String> hops = new ArrayList<>();
        forwarded.forEach(value -> hops.addAll(List.of(value.split(",", -1))));
        InetAddress client = Network.address(peer);
        if (client == null) {
            return peer;
        }
        for (int i = hops.size() - 1; i >= 0 && trusts(client); i--) {
            InetAddress before = Network.address(withoutPort(hops.get(i).strip()));
            if (before == null) {
                break;
            }
            client = before;
        }
        return client.getHostAddress();
    }

    private boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    /** {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711} are what some proxies write. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
