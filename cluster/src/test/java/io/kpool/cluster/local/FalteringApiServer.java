package io.kpool.cluster.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Serves the little that is asked of it while a cluster starts, and fails the first request of every kind. */
final class FalteringApiServer implements AutoCloseable {
    private static final Map<String, String> ANSWERS = Map.of(
            "/readyz",
            "ok",
            "/api/v1/namespaces/kube-system",
            "{\"kind\": \"Namespace\", \"apiVersion\": \"v1\", \"metadata\": {\"name\": \"kube-system\"}}",
            "/api/v1/nodes",
            "{\"kind\": \"NodeList\", \"apiVersion\": \"v1\", \"items\": [" + node("node-1") + "," + node("node-2")
                    + "]}",
            "/api/v1/namespaces/default/serviceaccounts/default",
            "{\"kind\": \"ServiceAccount\", \"apiVersion\": \"v1\", \"metadata\": {\"name\": \"default\"}}");

    private final Set<String> asked = new HashSet<>();
    private final Set<String> applied = new TreeSet<>();
    private final HttpServer server;

    FalteringApiServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The paths of what was applied. */
    Set<String> applied() {
        return applied;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] sent = exchange.getRequestBody().readAllBytes();
        if (asked.add(exchange.getRequestMethod() + path)) {
            answer(exchange, 503, new byte[0]);
        } else if (exchange.getRequestMethod().equals("PATCH")) {
            applied.add(path);
            answer(exchange, 200, sent);
        } else {
            answer(exchange, 200, ANSWERS.get(path).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void answer(HttpExchange exchange, int code, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String node(String name) {
        return "{\"kind\": \"Node\", \"metadata\": {\"name\": \"" + name
                + "\"}, \"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
