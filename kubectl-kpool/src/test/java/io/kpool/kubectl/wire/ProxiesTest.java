package io.kpool.kubectl.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private static final URI SERVER = URI.create("https://api.example.com:6443");

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com:6443,   *,                           true",
        "https://api.example.com:6443,   example.com,                 true",
        "https://example.com,            example.com,                 true",
        "https://example.com,            .example.com,                false",
        "https://example.com,            *.example.com,               false",
        "https://api.example.com,        '.other.org, .example.com',  true",
        "https://api.example.com,        *.example.com,               true",
        "https://notexample.com,         example.com,                 false",
        "https://api.example.com:6443,   example.com:6443,            true",
        "https://api.example.com:6443,   example.com:443,             false",
        "https://api.example.com,        api.example.com:443,         true",
        "https://10.1.2.3:6443,          10.1.2.3,                    true",
        "https://10.1.2.3:6443,          10.1.0.0/16,                 true",
        "https://10.1.2.3:6443,          10.1.2.0/31,                 false",
        "https://10.1.2.3:6443,          10.1.2.2/31,                 true",
        "https://10.1.2.3:6443,          0.0.0.0/0,                   true",
        "https://10.1.2.3:6443,          '10.1.0.0/99, 10/8, fd00::/8', false",
        "https://[fd00::7]:6443,         fd00::/8,                    true",
        "https://[fd00::7]:6443,         fe80::/10,                   false",
        "https://[fd00::443],            fd00::443,                   true",
        "https://[fd00::7]:6443,         [fd00::7]:6443,              true",
        "https://api.example.com,        10.0.0.0/8,                  false",
        "https://localhost:6443,         '',                          true",
        "https://127.0.0.2:6443,         '',                          true",
        "https://[::1]:6443,             '',                          true",
        "https://api.example.com,        '',                          false"
    })
    void whoIsAskedDirectly(URI server, String noProxy, boolean isDirect) {
        var proxies = new Proxies(Map.of("HTTPS_PROXY", "proxy:3128", "NO_PROXY", noProxy));

        assertThat(proxies.to(server, "").type()).isEqualTo(isDirect ? Proxy.Type.DIRECT : Proxy.Type.HTTP);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy:3128, HTTP, 3128",
        "http://proxy, HTTP, 80",
        "socks5://proxy, SOCKS, 1080",
    })
    void whichProxy(String said, Proxy.Type type, int port) {
        Proxy proxy = new Proxies(Map.of("https_proxy", said)).to(SERVER, "");

        assertThat(proxy.type()).isEqualTo(type);
        assertThat(((InetSocketAddress) proxy.address()).getPort()).isEqualTo(port);
    }

    @Test
    void theKubeconfigsOwnComesFirstAndIsNotExempt() {
        Proxy proxy = new Proxies(Map.of("HTTPS_PROXY", "other:1", "NO_PROXY", "*")).to(SERVER, "http://own:8080");

        assertThat(((InetSocketAddress) proxy.address()).getHostString()).isEqualTo("own");
    }

    @Test
    void whatIsNoAddressIsNotRepeatedForItMayHoldAPassword() {
        var proxies = new Proxies(Map.of("HTTPS_PROXY", "http://me:secret word@proxy"));

        assertThatThrownBy(() -> proxies.to(SERVER, ""))
                .isInstanceOf(Failure.class)
                .message()
                .contains("say http://HOST:PORT")
                .doesNotContain("secret");
    }
}
