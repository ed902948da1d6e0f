package io.kpool.kubectl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** An API server that gives the answers of {@code cluster.json}, and remembers what it was asked to change. */
final class RecordedCluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final JsonNode answers;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();

    RecordedCluster() throws IOException {
        this(HttpServer.create(loopback(), 0));
    }

    /** One that wants its users' certificates, as API servers do. */
    static RecordedCluster secured(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setWantClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        return new RecordedCluster(server);
    }

    private static InetSocketAddress loopback() throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    }

    private RecordedCluster(HttpServer server) throws IOException {
        this.server = server;
        try (InputStream in = RecordedCluster.class.getResourceAsStream("/cluster.json")) {
            answers = JSON.readTree(in);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** A kubeconfig whose context is this cluster, in namespace acme. */
    Path kubeconfig(Path folder) {
        try {
            return Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: recorded
                contexts:
                - name: recorded
                  context: {cluster: recorded, user: somebody, namespace: acme}
                clusters:
                - name: recorded
                  cluster: {server: "%s"}
                - name: nowhere
                  cluster: {server: "http://127.0.0.1:1"}
                users:
                - name: somebody
                  user: {token: abc}
                - name: stranger
                  user: {token: unknown}
                """.formatted(url()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    /** What was asked since the last time that was no GET, with its body. */
    List<String> takeWrites() {
        List<String> taken = List.copyOf(writes);
        writes.clear();
        return taken;
    }

    /** Headers of all requests, as name: value. */
    List<String> headers() {
        return headers;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String target = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.getRequestHeaders().forEach((name, values) -> headers.add(name + ": " + String.join(",", values)));
        if (exchange instanceof HttpsExchange secured) {
            headers.add("peer: " + peer(secured));
        }
        if (!method.equals("GET") && !target.contains("selfsubjectaccessreviews")) {
            writes.add(method + " " + target + (body.isEmpty() ? "" : " " + body));
        }
        if ("Bearer unknown".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 401, "{}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        String bare = target.replaceAll("\\?.*", "");
        JsonNode found = answers.path(method + " " + target);
        JsonNode answer = found.isMissingNode() ? answers.path(method + " " + bare) : found;
        reply(exchange, answer.isArray() ? next(method + " " + bare, answer) : settled(answer));
    }

    /** One that depends on a write has two answers: before it, and after. */
    private JsonNode settled(JsonNode answer) {
        if (!answer.has("write")) {
            return answer;
        }
        String write = answer.path("write").asText();
        return answer.path(writes.stream().anyMatch(done -> done.startsWith(write)) ? "after" : "before");
    }

    private static String peer(HttpsExchange exchange) {
        try {
            return exchange.getSSLSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException e) {
            return "nobody";
        }
    }

    /** Of several answers each is given once, the last one from then on. */
    private JsonNode next(String key, JsonNode several) {
        int turn = asked.computeIfAbsent(key, _ -> new AtomicInteger()).getAndIncrement();
        return several.get(Math.min(turn, several.size() - 1));
    }

    private static void reply(HttpExchange exchange, JsonNode answer) throws IOException {
        if (answer.isMissingNode()) {
            String message = "the server could not find the requested resource";
            reply(exchange, 404, JSON.writeValueAsBytes(Map.of("kind", "Status", "message", message, "code", 404)));
            return;
        }
        boolean wrapped = answer.has("status") && answer.has("body");
        JsonNode content = wrapped ? answer.path("body") : answer;
        byte[] bytes = content.isTextual()
                ? content.asText().getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(content);
        if (answer.path("cut").asBoolean()) {
            exchange.sendResponseHeaders(200, bytes.length + 100L);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            exchange.close();
            return;
        }
        reply(exchange, wrapped ? answer.path("status").asInt() : 200, bytes);
    }

    private static void reply(HttpExchange exchange, int code, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
