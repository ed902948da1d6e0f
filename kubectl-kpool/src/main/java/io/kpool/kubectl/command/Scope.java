package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kpool.kubectl.print.Column;
import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code get} is about.
 *
 * @param namespace empty: all
 * @param names of pools, groups or names; none: all
 */
record Scope(Session session, String namespace, List<String> names) {
    Scope {
        names = List.copyOf(names);
    }

    boolean everywhere() {
        return namespace.isEmpty();
    }

    /** The pools that were named, or all. */
    List<JsonNode> pools() {
        return names.isEmpty() ? session.resources().list(namespace, "nodepools") : named();
    }

    private List<JsonNode> named() {
        List<JsonNode> pools = new ArrayList<>();
        for (String name : names) {
            try {
                pools.add(session.resources().pool(namespace, name));
            } catch (Refusal e) {
                throw e.notFound() ? Failure.of("there is no pool " + namespace + "/" + name) : e;
            }
        }
        return pools;
    }

    /** The namespaces in which there are resources of these kinds. */
    List<String> namespaces(String... plurals) {
        return everywhere()
                ? Stream.of(plurals)
                        .flatMap(plural -> session.resources().list("", plural).stream())
                        .map(Scope::namespaceOf)
                        .distinct()
                        .sorted()
                        .toList()
                : List.of(namespace);
    }

    /** With a column that tells namespaces apart, if there may be several. */
    List<Column> columns(Column... columns) {
        Column first = Column.of("NAMESPACE", item -> item.path("namespace").asText(namespaceOf(item)));
        return everywhere()
                ? Stream.concat(Stream.of(first), Stream.of(columns)).toList()
                : List.of(columns);
    }

    /** What is said of an empty list. */
    String nothing(String things) {
        return everywhere() ? "No " + things + " found." : "No " + things + " found in namespace " + namespace + ".";
    }

    static String namespaceOf(JsonNode resource) {
        return resource.path("metadata").path("namespace").asText("");
    }

    static String nameOf(JsonNode resource) {
        return resource.path("metadata").path("name").asText("");
    }

    /** What came of the live API, with the words that say of which namespace and pool it is. */
    static ObjectNode placed(JsonNode pool, JsonNode content) {
        ObjectNode placed = JsonNodeFactory.instance.objectNode();
        placed.put("namespace", namespaceOf(pool)).put("pool", nameOf(pool));
        placed.setAll((ObjectNode) content);
        return placed;
    }
}
