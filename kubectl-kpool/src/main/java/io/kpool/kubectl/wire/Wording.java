package io.kpool.kubectl.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Errors as one sentence that says what a person can do. */
final class Wording {
    private static final String LIVE = "/apis/live.kpool.io/";
    private static final int LONGEST = 300;

    private Wording() {}

    /**
     * What an answer says that is no success.
     *
     * @param status the body, if it is a Status of Kubernetes; missing: it is not
     */
    static Refusal refusal(int code, String path, JsonNode status) {
        String word =
                status.path("details").path("causes").path(0).path("reason").asText("");
        String message = shortened(status.path("message").asText(""));
        boolean kpools = status.path("details").path("group").asText("").equals("live.kpool.io") && !word.isEmpty();
        if (kpools && !message.isEmpty()) {
            return new Refusal(code, word, message + " (" + word + ")");
        }
        return new Refusal(code, "", plain(code, path, message));
    }

    private static String plain(int code, String path, String message) {
        boolean live = path.startsWith(LIVE);
        if (code == 401) {
            return "the API server does not accept your credentials: log in again, or choose another user with"
                    + " --context";
        }
        if (code == 404 && live) {
            return "this cluster does not serve live.kpool.io: kpool is not installed, or its live API is turned off"
                    + " (liveApi.enabled); kubectl kpool check says more";
        }
        if (code == 404 && message.contains("could not find the requested resource")) {
            return "this cluster does not know kpool.io: install kpool with its CRDs; kubectl kpool check says more";
        }
        if (live && (code == 502 || code == 503 || code == 504)) {
            return "kpool's operator does not answer behind the API server: see kubectl kpool check"
                    + (message.isEmpty() ? "" : " (" + message + ")");
        }
        return message.isEmpty() ? "the API server answered " + code + " to " + path : message;
    }

    /** What it means that no answer came. */
    static Failure unreachable(String server, IOException e) {
        return switch (e) {
            case UnknownHostException unknown ->
                Failure.of("the API server " + server
                        + " cannot be found: its name is not known; see kubectl config view");
            case SocketTimeoutException late ->
                Failure.timeout("the API server " + server + " did not answer in time; --request-timeout bounds that");
            case ConnectException refused -> unreachable(server, refused.getMessage());
            case NoRouteToHostException nowhere -> unreachable(server, nowhere.getMessage());
            case SSLException tls ->
                Failure.of("no trusted connection to the API server " + server + ": " + shortened(tls.getMessage()));
            default -> Failure.of("the connection to the API server " + server + " broke: " + described(e));
        };
    }

    private static Failure unreachable(String server, String why) {
        return Failure.of("the API server " + server + " cannot be reached: " + shortened(why));
    }

    private static String described(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : shortened(e.getMessage());
    }

    private static String shortened(String text) {
        String line = text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
