package io.kpool.kubectl.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Requests to the API server, in JSON. By {@link HttpURLConnection}, which is ready in a fraction of the time that newer
 * clients take; a command makes few requests, one after the other.
 */
public final class Wire {
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    /** An API server cuts a request off after a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = {};

    private final Targets targets;
    private final Choice choice;
    private volatile Access access;

    private Wire(Targets targets, Choice choice) {
        this.targets = targets;
        this.choice = choice;
        this.access = Access.of(targets.find(choice));
    }

    private record Access(Target target, Optional<SSLSocketFactory> tls) {
        static Access of(Target target) {
            boolean secure = target.server().getScheme().equals("https");
            return new Access(target, secure ? Optional.of(Tls.of(target)) : Optional.empty());
        }
    }

    /** To the cluster that the flags, the environment and the kubeconfig files say. */
    public static Wire to(Choice choice, Map<String, String> environment) {
        return new Wire(new Targets(environment), choice);
    }

    /** The context's namespace; empty: it has none. */
    public String namespace() {
        return access.target().namespace();
    }

    /** Where requests go. */
    public String server() {
        return access.target().server().toString();
    }

    /** What is there. */
    public JsonNode get(String path) {
        return json(exchange("GET", path, Body.NONE));
    }

    /** What is there, as text. */
    public String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** What is there, whatever it is. */
    public byte[] bytes(String path) {
        return exchange("GET", path, Body.NONE).body();
    }

    /** The answer to {@code body}. */
    public JsonNode post(String path, JsonNode body) {
        return json(exchange("POST", path, Body.of(body)));
    }

    /** The answer to {@code body} under a name by which the request may be repeated. */
    public Answer post(String path, JsonNode body, String requestId) {
        Reply reply = exchange("POST", path, new Body(Body.of(body).content(), requestId));
        return new Answer(reply.status(), json(reply));
    }

    /** Replaces what is there. */
    public JsonNode put(String path, JsonNode body) {
        return json(exchange("PUT", path, Body.of(body)));
    }

    /** Removes what is there. */
    public JsonNode delete(String path) {
        return json(exchange("DELETE", path, Body.NONE));
    }

    /** What comes for as long as it comes; the reader closes it. */
    public InputStream stream(String path) {
        try {
            HttpURLConnection connection = open("GET", path, Duration.ZERO);
            if (expired(connection.getResponseCode())) {
                connection = open("GET", path, Duration.ZERO);
            }
            if (connection.getResponseCode() / 100 != 2) {
                throw refusal(path, reply(connection));
            }
            return connection.getInputStream();
        } catch (IOException e) {
            throw Wording.unreachable(server(), e);
        }
    }

    /** The Date header of an answer of the API server; 0: it sent none. */
    public long serverMillis() {
        try {
            HttpURLConnection connection = open("GET", "/version", patience());
            connection.getResponseCode();
            return connection.getDate();
        } catch (IOException e) {
            throw Wording.unreachable(server(), e);
        }
    }

    /** An answer, of which the status matters too. */
    public record Answer(int status, JsonNode content) {}

    private record Reply(int status, byte[] body) {}

    private record Body(byte[] content, String requestId) {
        static final Body NONE = new Body(NOTHING, "");

        static Body of(JsonNode content) {
            try {
                return new Body(JSON.writeValueAsBytes(content), "");
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a tree that is no JSON", e);
            }
        }
    }

    private Duration patience() {
        return choice.requestTimeout().isZero() ? PATIENCE : choice.requestTimeout();
    }

    private Duration connecting() {
        return patience().compareTo(CONNECTING) < 0 ? patience() : CONNECTING;
    }

    private Reply exchange(String method, String path, Body body) {
        try {
            Reply reply = attempt(method, path, body);
            if (expired(reply.status())) {
                reply = attempt(method, path, body);
            }
            if (reply.status() / 100 != 2) {
                throw refusal(path, reply);
            }
            return reply;
        } catch (IOException e) {
            throw Wording.unreachable(server(), e);
        }
    }

    /** Credentials may end before a long command does: whether there are others now than those that were refused. */
    private boolean expired(int status) {
        if (status != HttpURLConnection.HTTP_UNAUTHORIZED) {
            return false;
        }
        User refused = access.target().user();
        access = Access.of(targets.find(choice));
        return !access.target().user().is(refused);
    }

    private Reply attempt(String method, String path, Body body) throws IOException {
        HttpURLConnection connection = open(method, path, patience());
        if (!body.requestId().isEmpty()) {
            connection.setRequestProperty("Kpool-Request-Id", body.requestId());
        }
        if (body.content().length > 0) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.content());
            }
        }
        return reply(connection);
    }

    private HttpURLConnection open(String method, String path, Duration timeout) throws IOException {
        Target target = access.target();
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(target.server() + path).toURL().openConnection(target.proxy());
        if (connection instanceof HttpsURLConnection secure) {
            access.tls().ifPresent(secure::setSSLSocketFactory);
        }
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(Math.toIntExact(connecting().toMillis()));
        connection.setReadTimeout(Math.toIntExact(timeout.toMillis()));
        connection.setRequestProperty("Accept", "application/json, */*");
        connection.setRequestProperty("User-Agent", "kubectl-kpool");
        if (!target.user().authorization().isEmpty()) {
            connection.setRequestProperty("Authorization", target.user().authorization());
        }
        impersonate(connection, target.as());
        return connection;
    }

    private static void impersonate(HttpURLConnection connection, Choice.Impersonation as) {
        if (!as.user().isEmpty()) {
            connection.setRequestProperty("Impersonate-User", as.user());
        }
        if (!as.uid().isEmpty()) {
            connection.setRequestProperty("Impersonate-Uid", as.uid());
        }
        as.groups().forEach(group -> connection.addRequestProperty("Impersonate-Group", group));
    }

    private static Reply reply(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return new Reply(status, in == null ? NOTHING : in.readAllBytes());
        }
    }

    private static Refusal refusal(String path, Reply reply) {
        JsonNode status = MissingNode.getInstance();
        try {
            status = JSON.readTree(reply.body());
        } catch (IOException e) {
            // Proxies on the way answer in their own words.
        }
        return Wording.refusal(reply.status(), path, status);
    }

    private JsonNode json(Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException e) {
            throw Failure.of("the API server " + server() + " answered with something that is no JSON");
        }
    }
}
