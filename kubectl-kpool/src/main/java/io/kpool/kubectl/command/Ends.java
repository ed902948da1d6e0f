package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;

/** What the end of a process means to a shell. */
final class Ends {
    private static final int LARGEST = 255;

    private Ends() {}

    /** Of an exit as the live API and a Spawn's status have it. */
    static int code(JsonNode exit) {
        if (exit.path("reason").asText().equals("normal")) {
            return 0;
        }
        int code = exit.path("code").asInt(1);
        return code >= 1 && code <= LARGEST ? code : 1;
    }

    /** For a person; empty: it has not ended. */
    static String sentence(JsonNode exit) {
        String reason = exit.path("reason").asText("");
        String message = exit.path("message").asText("").replaceAll("\\s*\\R\\s*", " ");
        String code = exit.has("code") && !exit.path("code").isNull()
                ? " " + exit.path("code").asText()
                : "";
        return reason + code + (message.isEmpty() ? "" : ": " + message);
    }
}
