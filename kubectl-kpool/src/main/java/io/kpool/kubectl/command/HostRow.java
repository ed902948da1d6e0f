package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.print.Ages;

/** A host of the live API, for people. */
final class HostRow {
    private HostRow() {}

    /** Its state, and whether it is cordoned. */
    static String state(JsonNode host) {
        return host.path("state").asText() + (host.path("cordoned").asBoolean() ? ",Cordoned" : "");
    }

    /** Taken and all. */
    static String slots(JsonNode host) {
        return host.path("slotsUsed").asText("0") + "/" + host.path("slots").asText("0");
    }

    /** How long ago it reported. */
    static String reported(JsonNode host) {
        return host.has("reportAgeMillis")
                ? Ages.millis(host.path("reportAgeMillis").asLong())
                : "";
    }

    /** Why it is in its state; empty: nothing to add. */
    static String why(JsonNode host) {
        String reason = host.path("reason").asText("");
        String message = host.path("message").asText("");
        return reason + (reason.isEmpty() || message.isEmpty() ? "" : ": ") + message;
    }
}
