package io.kpool.operator.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.crd.ClientAuthority;
import io.kpool.operator.security.Caller;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;

class FrontProxyTest {
    private static final List<Entry<String, String>> ALICE = List.of(Map.entry("X-Remote-User", "alice"));

    private final ClientAuthority authority = ClientAuthority.named("front-proxy-ca");
    private final List<Certificate> shown = chain(authority, TestFrontProxy.NAME);
    private final FrontProxy proxy = TestFrontProxy.trusting(authority);

    @Test
    void takesWhomTheApiServerNames() {
        assertThat(proxy.caller(
                        shown,
                        List.of(
                                Map.entry("x-remote-user", "alice"),
                                Map.entry("X-Remote-User", "mallory"),
                                Map.entry("X-Remote-Uid", "42"),
                                Map.entry("X-Remote-Group", "devs"),
                                Map.entry("X-Remote-Group", ""),
                                Map.entry("X-Remote-Group", "system:authenticated"),
                                Map.entry("X-Remote-Extra-Scopes", "one"),
                                Map.entry("X-Remote-Extra-scopes", "two"),
                                Map.entry("X-Remote-Extra-Acme.com%2fproject", "x"),
                                Map.entry("X-Remote-Extra-Bad%zz", "y"))))
                .contains(Caller.of(
                        "alice",
                        "42",
                        List.of("devs", "system:authenticated"),
                        Map.of(
                                "scopes",
                                List.of("one", "two"),
                                "acme.com/project",
                                List.of("x"),
                                "bad%zz",
                                List.of("y"))));
    }

    @Test
    void aServiceAccountHasItsNamespace() {
        assertThat(proxy.caller(shown, List.of(Map.entry("X-Remote-User", "system:serviceaccount:acme:runner"))))
                .map(Caller::namespace)
                .contains("acme");
    }

    @Test
    void namesNeedNotBeAscii() {
        String asItComes = new String("zoë".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(proxy.caller(shown, List.of(Map.entry("X-Remote-User", asItComes))))
                .map(Caller::user)
                .contains("zoë");
    }

    @Test
    void whoNamesNobodyIsNobody() {
        assertThat(proxy.caller(shown, List.of(Map.entry("X-Remote-Group", "system:masters"))))
                .isEmpty();
    }

    @Test
    void nobodyElseIsBelieved() {
        assertThat(proxy.caller(List.of(), ALICE)).isEmpty();
        assertThat(proxy.caller(chain(authority, "somebody"), ALICE)).isEmpty();
        assertThat(proxy.caller(chain(ClientAuthority.named("front-proxy-ca"), TestFrontProxy.NAME), ALICE))
                .isEmpty();
        assertThat(new FrontProxy().caller(shown, ALICE)).isEmpty();
    }

    @Test
    void withoutAllowedNamesAnyOfThatAuthorityIs() {
        Map<String, String> data = new HashMap<>(TestFrontProxy.saying(authority.pem()));
        data.put("requestheader-allowed-names", "[]");
        proxy.learn(data);

        assertThat(proxy.caller(chain(authority, "somebody"), ALICE)).isPresent();
    }

    @Test
    void followsARotationAlsoOnConnectionsThatAreOpen() {
        ClientAuthority next = ClientAuthority.named("front-proxy-ca");
        List<Certificate> shownNext = chain(next, TestFrontProxy.NAME);
        assertThat(proxy.caller(shown, ALICE)).isPresent();

        proxy.learn(TestFrontProxy.saying(authority.pem() + next.pem()));

        assertThat(proxy.caller(shown, ALICE)).isPresent();
        assertThat(proxy.caller(shownNext, ALICE)).isPresent();

        proxy.learn(TestFrontProxy.saying(next.pem()));

        assertThat(proxy.caller(shown, ALICE)).isEmpty();
        assertThat(proxy.caller(shownNext, ALICE)).isPresent();
    }

    @Test
    void handshakesFailForOthersAndForAllBeforeItKnowsAnybody() {
        X509Certificate[] strangers = {
            ClientAuthority.named("another").client(TestFrontProxy.NAME).certificate()
        };

        assertThatThrownBy(() -> proxy.trustManager().checkClientTrusted(strangers, "UNKNOWN"))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> new FrontProxy().trustManager().checkClientTrusted(strangers, "UNKNOWN"))
                .isInstanceOf(CertificateException.class);
        assertThat(proxy.trustManager().getAcceptedIssuers()).hasSize(1);
    }

    @Test
    void nothingIsAnEmptyList() {
        Map<String, String> said = new HashMap<>(TestFrontProxy.saying(authority.pem()));
        said.put("requestheader-extra-headers-prefix", "null");

        proxy.learn(said);

        assertThat(proxy.caller(shown, ALICE)).isPresent();
    }

    @Test
    void nonsenseIsSaidAndChangesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxy.learn(Map.of("requestheader-allowed-names", "front-proxy-client")))
                .withMessageContaining("requestheader-allowed-names");

        assertThat(proxy.caller(shown, ALICE)).isPresent();
    }

    private static List<Certificate> chain(ClientAuthority of, String name) {
        return List.of(of.client(name).certificate());
    }
}
