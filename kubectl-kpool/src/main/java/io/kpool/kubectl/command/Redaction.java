package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes out of JSON what may be secret: values of variables, arguments, inputs, results, and what is called a secret. */
final class Redaction {
    private static final String REDACTED = "(redacted)";
    private static final Set<String> VALUES = Set.of("value", "stdin", "argv", "args", "command", "result");
    private static final Set<String> KEPT_OBJECTS = Set.of("command");
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|passwd|secret|token|credential|private|apikey|api-key|authorization).*");
    private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private Redaction() {}

    /** A copy without secrets. */
    static JsonNode of(JsonNode content) {
        JsonNode copy = content.deepCopy();
        redact(copy);
        return copy;
    }

    private static void redact(JsonNode node) {
        if (node instanceof ArrayNode array) {
            array.forEach(Redaction::redact);
        }
        if (node instanceof ObjectNode object) {
            object.remove("managedFields");
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                if (secret(field.getKey(), field.getValue())) {
                    object.put(field.getKey(), REDACTED);
                } else {
                    redact(field.getValue());
                }
            }
        }
    }

    private static boolean secret(String name, JsonNode value) {
        if (value.isBoolean() || value.isNumber() || value.isNull()) {
            return SECRET.matcher(name).matches() && value.isNumber();
        }
        if (KEPT_OBJECTS.contains(name) && value.isObject()) {
            return false;
        }
        return VALUES.contains(name)
                || name.equals(APPLIED)
                || (SECRET.matcher(name).matches() && !value.isContainerNode());
    }
}
