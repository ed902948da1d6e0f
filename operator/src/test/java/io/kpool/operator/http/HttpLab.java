package io.kpool.operator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.kpool.crd.ClientAuthority;
import io.kpool.operator.aggregation.FrontProxy;
import io.kpool.operator.live.FakeEdits;
import io.kpool.operator.live.LiveLab;
import io.kpool.operator.security.TestCertificates;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The live API's port for HTTP in front of a {@link LiveLab}, with a client that trusts its authority and no other. */
final class HttpLab implements AutoCloseable {
    static final String NAMESPACE = Endpoints.BASE + "/namespaces/acme";
    static final String POOL = NAMESPACE + "/nodepools/demo";

    private static final ObjectMapper JSON = new ObjectMapper();

    final LiveLab live;
    final FakeEdits edits;
    final HttpDoor door;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private String token = "acme/runner";

    HttpLab(LiveLab live) {
        this(live, new FakeEdits(), Welcome.OF_ALL);
    }

    /** Which believes that proxy for whom it asks. */
    HttpLab(LiveLab live, FrontProxy proxy) {
        this(live, new FakeEdits(), new Welcome(Guests.MOST, Guests.IDLE, proxy));
    }

    /** Who is let in, and how long they stay. */
    private record Welcome(int most, Duration idle, FrontProxy proxy) {
        static final Welcome OF_ALL = new Welcome(Guests.MOST, Guests.IDLE, new FrontProxy());
    }

    private HttpLab(LiveLab live, FakeEdits edits, Welcome welcome) {
        this.live = live;
        this.edits = edits;
        this.door = new HttpDoor(
                vertx,
                live.certificates(),
                new Doorkeeper(live.callers(), welcome.proxy(), true),
                Endpoints.of(live.questions()));
        door.listen(0, new Guests(vertx, welcome.most(), welcome.idle()));
        this.client = HttpClient.newBuilder()
                .sslContext(trusting(live.certificates().caBundlePem()))
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        beWarm();
    }

    /** A client that shows that certificate when it connects. */
    HttpClient showing(ClientAuthority.Client certificate) {
        return HttpClient.newBuilder()
                .sslContext(context(live.certificates().caBundlePem(), certificate))
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** The first request of a JVM loads much: tests that wait for what a worker is told must not wait for that. */
    private void beWarm() {
        send(request("/openapi.json").GET()).join();
    }

    static HttpLab leading() {
        FakeEdits edits = new FakeEdits();
        return new HttpLab(LiveLab.leading(edits), edits, Welcome.OF_ALL);
    }

    /** Which lets in so many, and keeps them so long while they ask nothing; its own client is one of them. */
    static HttpLab hosting(int most, Duration idle) {
        return hosting(most, idle, new FrontProxy());
    }

    static HttpLab hosting(int most, Duration idle, FrontProxy proxy) {
        FakeEdits edits = new FakeEdits();
        return new HttpLab(LiveLab.leading(edits), edits, new Welcome(most, idle, proxy));
    }

    static HttpLab standingBy() {
        FakeEdits edits = new FakeEdits();
        return new HttpLab(LiveLab.standingBy(edits), edits, Welcome.OF_ALL);
    }

    /** Empty: none. */
    HttpLab showing(String other) {
        token = other;
        return this;
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        "https://127.0.0.1:" + door.port() + (path.startsWith("/") ? path : POOL + "/" + path)))
                .timeout(Duration.ofSeconds(30));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    Reply get(String path) throws Exception {
        return send(request(path).GET()).get(30, TimeUnit.SECONDS);
    }

    Reply post(String path, String body) throws Exception {
        return posting(path, body).get(30, TimeUnit.SECONDS);
    }

    Reply delete(String path) throws Exception {
        return send(request(path).DELETE()).get(30, TimeUnit.SECONDS);
    }

    CompletableFuture<Reply> posting(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    CompletableFuture<Reply> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Reply::new);
    }

    /** A connection on which anything can be said. */
    RawCaller raw() throws IOException {
        return new RawCaller(trusting(live.certificates().caBundlePem()), door.port());
    }

    Vertx vertx() {
        return vertx;
    }

    HttpClient client() {
        return client;
    }

    /** What came back. */
    record Reply(HttpResponse<String> response) {
        int code() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return JSON.readTree(text());
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        /** Code and kpool's word for the error. */
        String error() {
            return code() + " " + json().at("/details/causes/0/reason").asText();
        }

        String message() {
            return json().path("message").asText();
        }
    }

    @Override
    public void close() {
        // Who watches does so until he is gone.
        client.shutdownNow();
        client.close();
        door.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        live.close();
    }

    /** Whatever name the port is dialled by; that the certificate has the Service's name is seen with curl. */
    static SSLContext trusting(String pem) {
        return context(pem);
    }

    private static SSLContext context(String pem, ClientAuthority.Client... own) {
        try {
            X509Certificate authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            AdvancedTlsX509TrustManager trust = AdvancedTlsX509TrustManager.newBuilder()
                    .setVerification(AdvancedTlsX509TrustManager.Verification.CERTIFICATE_ONLY_VERIFICATION)
                    .build();
            trust.updateTrustCredentials(new X509Certificate[] {authority});
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys(own), new TrustManager[] {trust}, null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException("cannot trust " + TestCertificates.SERVICE, e);
        }
    }

    private static KeyManager[] keys(ClientAuthority.Client... own) throws GeneralSecurityException {
        AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
        for (ClientAuthority.Client client : own) {
            keys.updateIdentityCredentials(new X509Certificate[] {client.certificate()}, client.key());
        }
        return own.length == 0 ? new KeyManager[0] : new KeyManager[] {keys};
    }
}
