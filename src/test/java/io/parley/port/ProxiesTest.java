package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
    private static final Proxies TRUSTING =
            new Proxies(List.of(Network.of("10.0.0.0/8"), Network.of("192.0.2.7"), Network.of("fd00::/8")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        203.0.113.5 | 198.51.100.1                          | 203.0.113.5   | nobody is trusted who is not listed
        10.0.0.1    | 198.51.100.1                          | 198.51.100.1  | a proxy tells of its client
        10.0.0.1    | 198.51.100.1, 10.2.3.4, 192.0.2.7     | 198.51.100.1  | and so do those before it
        10.0.0.1    | 6.6.6.6, 198.51.100.1, 10.2.3.4       | 198.51.100.1  | what a client put in is never reached
        10.0.0.1    | 10.6.6.6, 198.51.100.1                | 198.51.100.1  | nor if it looks like a proxy
        10.0.0.1    | 6.6.6.6, nonsense, 10.2.3.4           | 10.2.3.4      | what is no address ends the reading
        10.0.0.1    | localhost                             | 10.0.0.1      | a name is no address
        10.0.0.1    | 1.2                                   | 10.0.0.1      | nor is half of one
        10.0.0.1    | ''                                    | 10.0.0.1      | an empty header tells nothing
        10.0.0.1    | 10.2.3.4, 10.2.3.5                    | 10.2.3.4      | a client may be a proxy
        10.0.0.1    | 198.51.100.1:4711                     | 198.51.100.1  | ports are no part of it
        10.0.0.1    | [2001:db8::1]:4711                    | 2001:db8:0:0:0:0:0:1 | nor brackets
        ::ffff:10.0.0.1 | 198.51.100.1                      | 198.51.100.1  | IPv4 in the clothes of IPv6
        fd00::1     | 2001:db8::1                           | 2001:db8:0:0:0:0:0:1 | IPv6
        """)
    void theClientIsWhoTheLastTrustedProxySaw(String peer, String forwarded, String client, String why) {
        assertThat(TRUSTING.client(peer, List.of(forwarded))).as(why).isEqualTo(client);
    }

    @Test
    void theHeaderMayComeInSeveralLines() {
        assertThat(TRUSTING.client("10.0.0.1", List.of("6.6.6.6", "198.51.100.1", "10.2.3.4, 10.2.3.5")))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void withoutTheHeaderTheClientIsThePeer() {
        assertThat(TRUSTING.client("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.128.0.0/9, 10.127.0.1, false",
        "10.128.0.0/9, 10.200.0.1, true",
        "0.0.0.0/0, 203.0.113.5, true",
        "0.0.0.0/0, ::1, false",
        "::1, ::1, true",
        "2001:db8::/33, 2001:db8:8000::, false"
    })
    void aNetworkIsWhatSharesItsPrefix(String network, String address, boolean in) {
        Proxies proxies = new Proxies(List.of(Network.of(network)));

        assertThat(proxies.client(address, List.of("198.51.100.1")).equals("198.51.100.1"))
                .isEqualTo(in);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "10.0.0/8",
                "example.org",
                "fe80::1%eth0",
                "300.1.1.1"
            })
    void whatIsNoNetworkIsRefused(String text) {
        assertThatThrownBy(() -> Network.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readingAHostileHeaderTakesNoTime() {
        String[] hops = new String[4_000];
        Arrays.fill(hops, "10.0.0.1");

        assertThat(TRUSTING.client("10.0.0.1", List.of(String.join(",", hops)))).isEqualTo("10.0.0.1");
    }
}
