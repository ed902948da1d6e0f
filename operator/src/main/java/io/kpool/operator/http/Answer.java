package io.kpool.operator.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What a caller gets. */
sealed interface Answer permits Answer.Json, Answer.Begun {

    /** To be called on the response's own context. */
    void give(HttpServerResponse response);

    /** All of it at once. */
    record Json(int code, Object body, Map<String, String> headers) implements Answer {
        static Json of(Object body) {
            return new Json(200, body, Map.of());
        }

        static Json failing(int code, Object body) {
            return new Json(code, body, Map.of());
        }

        @Override
        public void give(HttpServerResponse response) {
            headers.forEach(response::putHeader);
            response.setStatusCode(code)
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(Buffer.buffer(JsonText.write(body)));
        }
    }

    /** It is on its way already, and goes on by itself. */
    record Begun() implements Answer {
        @Override
        public void give(HttpServerResponse response) {
            // Whoever has begun it ends it.
        }
    }
}
