package io.kpool.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A caller of the live API over HTTP, outside the cluster: through the API server to the operator that leads. */
final class HttpCaller implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PORT = 8443;
    private static final int ANY_PORT = 0;

    private final KubernetesClient kubernetes;
    private final LocalPortForward forward;
    private final HttpClient client;
    private final String namespace;

    /** What came back. */
    record Reply(int code, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + text, e);
            }
        }

        /** kpool's word for the error. */
        String error() {
            return json().at("/details/causes/0/reason").asText();
        }
    }

    /** @param authority the certificate to trust, in PEM */
    HttpCaller(Path kubeconfig, String namespace, String authority) throws Exception {
        this.kubernetes = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
        String leader = kubernetes
                .pods()
                .inNamespace(Installation.NAMESPACE)
                .withLabel("kpool.io/leader", "true")
                .list()
                .getItems()
                .getFirst()
                .getMetadata()
                .getName();
        this.forward = kubernetes
                .pods()
                .inNamespace(Installation.NAMESPACE)
                .withName(leader)
                .portForward(PORT, InetAddress.getLoopbackAddress(), ANY_PORT);
        this.client = HttpClient.newBuilder().sslContext(trusting(authority)).build();
        this.namespace = "/apis/live.kpool.io/v1alpha1/namespaces/" + namespace;
    }

    /** Empty token: none is shown. Path: from the pool's name on; with a slash in front, from the namespace on. */
    Reply get(String token, String path) throws Exception {
        return send(request(token, path).GET());
    }

    Reply post(String token, String path, String body) throws Exception {
        return send(request(token, path).POST(BodyPublishers.ofString(body)));
    }

    /** A request with a name, by which it may be sent again. */
    Reply post(String token, String path, String body, String name) throws Exception {
        return send(request(token, path).header("Kpool-Request-Id", name).POST(BodyPublishers.ofString(body)));
    }

    /** A request that says it is somebody else's, as API servers may. */
    Reply pretending(String user, String token, String path) throws Exception {
        return send(request(token, path)
                .header("X-Remote-User", user)
                .header("X-Remote-Group", "system:masters")
                .GET());
    }

    Reply delete(String token, String path) throws Exception {
        return send(request(token, path).DELETE());
    }

    /** An answer that does not end, line by line; closing it ends it. */
    Stream<String> lines(String token, String path) throws Exception {
        HttpResponse<Stream<String>> response =
                client.send(request(token, path).GET().build(), BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new AssertionError(
                    response.statusCode() + " " + response.body().toList());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String token, String path) {
        String place = path.startsWith("/") ? path : "/nodepools/" + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + forward.getLocalPort() + namespace + place))
                .timeout(Duration.ofSeconds(60));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }

    @Override
    public void close() throws IOException {
        client.close();
        forward.close();
        kubernetes.close();
    }

    /** The forwarded port is dialled by another name than the certificate's. */
    private static SSLContext trusting(String authority) throws GeneralSecurityException, IOException {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII)));
        AdvancedTlsX509TrustManager trust = AdvancedTlsX509TrustManager.newBuilder()
                .setVerification(AdvancedTlsX509TrustManager.Verification.CERTIFICATE_ONLY_VERIFICATION)
                .build();
        trust.updateTrustCredentials(new X509Certificate[] {certificate});
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {trust}, null);
        return context;
    }
}
