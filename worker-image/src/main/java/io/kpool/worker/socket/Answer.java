package io.kpool.worker.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseStatus;

/**
 * What is answered.
 *
 * @param text JSON in one line; empty: there is nothing to tell
 */
record Answer(HttpResponseStatus status, String text) {
    private static final Answer DONE = new Answer(HttpResponseStatus.NO_CONTENT, "");

    /** It was done, or nothing came. */
    static Answer done() {
        return DONE;
    }

    static Answer of(JsonNode json) {
        return new Answer(HttpResponseStatus.OK, json + "\n");
    }

    /** @param word what went wrong, for programs */
    static Answer refusal(HttpResponseStatus status, String word, String message) {
        var error = JsonNodeFactory.instance.objectNode().put("error", word).put("message", message);
        return new Answer(status, error + "\n");
    }
}
