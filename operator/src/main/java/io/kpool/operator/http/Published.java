package io.kpool.operator.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A document that says the same to everybody for as long as this process lives; nobody has to say who he is. */
record Published(Buffer text, String hash) {
    private static final int NOT_MODIFIED = 304;

    /** All that there are, by path. */
    static Map<String, Published> documents(List<Endpoint> endpoints) {
        Map<String, Published> documents = new TreeMap<>();
        Discovery.documents(endpoints).forEach((path, document) -> documents.put(path, of(document)));
        Published openApi = of(OpenApi.document(endpoints));
        OpenApi.PATHS.forEach(path -> documents.put(path, openApi));
        documents.put(OpenApi.INDEX, of(OpenApi.index(openApi.hash())));
        return documents;
    }

    private static Published of(Object document) {
        byte[] text = JsonText.write(document);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return new Published(Buffer.buffer(text), HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void give(RoutingContext call) {
        call.etag(hash);
        call.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (call.isFresh()) {
            call.response().setStatusCode(NOT_MODIFIED).end();
        } else {
            call.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(text);
        }
    }
}
