package io.kpool.worker.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.kpool.worker.api.Call;
import io.kpool.worker.api.ExitMessage;
import io.kpool.worker.api.Json;
import io.kpool.worker.api.KeyChanged;
import io.kpool.worker.api.Message;
import io.kpool.worker.api.Received;
import io.kpool.worker.api.Undelivered;
import io.kpool.worker.api.Watch;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a Self says, in JSON. */
final class Wording {
    private Wording() {}

    static JsonNode text(String field, String value) {
        return object().put(field, value);
    }

    static JsonNode texts(String field, List<String> values) {
        return with(object(), field, values);
    }

    /** As its sender wrote it. */
    static JsonNode valued(String field, Json value) {
        return object().putRawValue(field, new RawValue(value.text()));
    }

    static JsonNode registry(Map<String, List<String>> names) {
        ObjectNode registry = object();
        names.forEach((name, pids) -> with(registry, name, pids));
        return object().set("names", registry);
    }

    static JsonNode watch(Watch watch) {
        return with(object().put("id", watch.id()).put("exists", watch.exists()), "pids", watch.pids());
    }

    static JsonNode received(Received received) {
        return switch (received) {
            case Message message ->
                typed("message")
                        .put("from", message.from())
                        .putRawValue("body", new RawValue(message.body().text()));
            case Call call ->
                typed("call")
                        .put("from", call.from())
                        .put("id", call.id())
                        .putRawValue("body", new RawValue(call.body().text()));
            case ExitMessage exit ->
                typed("exit")
                        .put("from", exit.from())
                        .put("reason", exit.reason())
                        .put("message", exit.message());
            case Undelivered undelivered ->
                typed("undelivered")
                        .put("to", undelivered.to())
                        .put("why", undelivered.why().word());
            case KeyChanged change -> change(change);
        };
    }

    private static JsonNode change(KeyChanged change) {
        ObjectNode json = typed("changed")
                .put("watch", change.watch())
                .put("kind", change.kind().name().toLowerCase(Locale.ROOT));
        return with(json, "pids", change.pids()).put("reason", change.reason());
    }

    private static ObjectNode typed(String type) {
        return object().put("type", type);
    }

    private static ObjectNode with(ObjectNode json, String field, List<String> values) {
        values.forEach(json.putArray(field)::add);
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
