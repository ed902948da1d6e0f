package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.crd.ClientAuthority;
import io.kpool.operator.agent.WillingWorker;
import io.kpool.operator.aggregation.TestFrontProxy;
import io.kpool.operator.http.HttpLab.Reply;
import io.kpool.operator.live.FakeEdits;
import io.kpool.operator.live.LiveLab;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is believed that asks for somebody else. */
class FrontProxyHttpTest {
    private final ClientAuthority authority = ClientAuthority.named("front-proxy-ca");
    private final HttpLab lab =
            new HttpLab(LiveLab.leading(new FakeEdits()), TestFrontProxy.trusting(authority)).showing("");

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void theApiServerAsksForItsUsers() throws Exception {
        // Given
        try (HttpClient proxy = lab.showing(authority.client(TestFrontProxy.NAME))) {
            // When
            Reply reply = ask(proxy, lab.request("nodes").header("X-Remote-User", "alice"));
            // Then
            assertThat(reply.code()).as(reply.text()).isEqualTo(200);
            assertThat(lab.live.admission.asked()).contains("get nodepools/nodes acme/demo");
        }
    }

    @Test
    void withoutAUserItHasToShowAToken() throws Exception {
        try (HttpClient proxy = lab.showing(authority.client(TestFrontProxy.NAME))) {
            assertThat(ask(proxy, lab.request("nodes")).error()).isEqualTo("401 unauthenticated");
            assertThat(ask(proxy, lab.request("nodes").header("Authorization", "Bearer acme/runner"))
                            .code())
                    .isEqualTo(200);
        }
    }

    @Test
    void whoShowsNoCertificateIsNotBelieved() throws Exception {
        assertThat(lab.send(lab.request("nodes").header("X-Remote-User", "system:admin"))
                        .get()
                        .error())
                .isEqualTo("401 unauthenticated");
    }

    @Test
    void anotherNameOfThatAuthorityIsNotBelieved() throws Exception {
        try (HttpClient other = lab.showing(authority.client("kubelet"))) {
            assertThat(ask(other, lab.request("nodes").header("X-Remote-User", "system:admin"))
                            .error())
                    .isEqualTo("401 unauthenticated");
        }
    }

    @Test
    void whoShowsATokenIsWhoseTokenItIs() throws Exception {
        // Given: a user's name is a part of what a named request is
        HttpRequest.BodyPublisher body =
                HttpRequest.BodyPublishers.ofString("{\"command\": {\"argv\": [\"sleep\", \"9\"]}}");
        lab.showing("acme/runner");
        WillingWorker worker = new WillingWorker(lab.live.connected());
        try {
            // When
            Reply own = spawn(body);
            Reply forged = spawn(body, "X-Remote-User", "system:admin");
            // Then
            assertThat(forged.json().path("pid").asText())
                    .isNotBlank()
                    .isEqualTo(own.json().path("pid").asText());
        } finally {
            worker.close();
        }
    }

    private Reply spawn(HttpRequest.BodyPublisher body, String... headers) throws Exception {
        HttpRequest.Builder request =
                lab.request("spawn").header("Kpool-Request-Id", "one").POST(body);
        return lab.send(headers.length == 0 ? request : request.headers(headers))
                .get();
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        ClientAuthority.Client stranger =
                ClientAuthority.named("front-proxy-ca").client(TestFrontProxy.NAME);
        try (HttpClient other = lab.showing(stranger)) {
            assertThatThrownBy(() -> ask(other, lab.request("nodes").header("X-Remote-User", "alice")))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void thereIsRoomForTheApiServerWhenThereIsNoneForStrangers() throws Exception {
        // Given: its own client is the only stranger that is let in
        try (HttpLab full = HttpLab.hosting(1, Guests.IDLE, TestFrontProxy.trusting(authority));
                HttpClient stranger = full.showing(authority.client("kubelet"));
                HttpClient proxy = full.showing(authority.client(TestFrontProxy.NAME))) {
            // When
            Reply reply = ask(proxy, full.request("nodes").header("X-Remote-User", "alice"));
            // Then
            assertThat(reply.code()).as(reply.text()).isEqualTo(200);
            assertThatThrownBy(() -> ask(stranger, full.request("nodes"))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aWatchIsAskedForAsApiServersKnowIt() throws Exception {
        // Given
        lab.showing("acme/runner").post(HttpLab.NAMESPACE + "/groups", "{\"group\": \"a/b\"}");
        // When
        Iterator<String> lines = lab.client()
                .send(
                        lab.request(HttpLab.NAMESPACE + "/groups?watch=true&fieldSelector=metadata.name%3Da%2Fb")
                                .GET()
                                .build(),
                        BodyHandlers.ofLines())
                .body()
                .iterator();
        // Then
        assertThat(lines.next()).isEqualTo("{\"type\":\"snapshot\",\"exists\":true,\"members\":[],\"more\":false}");
        assertThat(lab.live.admission.asked()).contains("watch groups acme/a/b");
        assertThat(lab.get(HttpLab.NAMESPACE + "/names?watch=true").error()).isEqualTo("400 invalid");
        assertThat(lab.get(HttpLab.NAMESPACE + "/names?fieldSelector=metadata.name%3Da")
                        .error())
                .isEqualTo("400 invalid");
    }

    @Test
    void theTimeoutOfKubernetesClientsIsNobodysMistake() throws Exception {
        lab.showing("acme/runner");

        assertThat(lab.get("nodes?timeout=32s").code()).isEqualTo(200);
        assertThat(lab.get("nodes?timeuot=32s").error()).isEqualTo("400 invalid");
    }

    private static Reply ask(HttpClient client, HttpRequest.Builder request) throws Exception {
        return new Reply(client.send(request.build(), BodyHandlers.ofString()));
    }
}
