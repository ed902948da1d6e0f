package io.kpool.kubectl.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kpool.kubectl.wire.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is to be started: a Spawn's spec.
 *
 * @param metadata of a manifest; empty: there was none
 */
record SpawnRequest(ObjectNode metadata, ObjectNode spec) {
    /** What the live API can start at once; anything else takes a Spawn. */
    private static final Set<String> LIVE = Set.of("poolName", "java", "command", "hostName", "activeDeadlineSeconds");

    static SpawnRequest empty() {
        return new SpawnRequest(Json.object(), Json.object());
    }

    /** From a file with a Spawn, or with the spec of one, in YAML or JSON. */
    static SpawnRequest of(String file) {
        try {
            return of(file, only(file, Files.readAllBytes(Path.of(file))));
        } catch (JsonProcessingException e) {
            throw Failure.usage("the file " + file + " is no YAML, at line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw Failure.usage("the file " + file + " cannot be read");
        }
    }

    private static JsonNode only(String file, byte[] text) throws IOException {
        try (MappingIterator<JsonNode> all =
                new YAMLMapper().readerFor(JsonNode.class).readValues(text)) {
            List<JsonNode> documents =
                    all.readAll().stream().filter(each -> !each.isNull()).toList();
            if (documents.size() > 1) {
                throw Failure.usage("the file " + file + " has several documents in it: one Spawn at a time");
            }
            return documents.isEmpty() ? MissingNode.getInstance() : documents.getFirst();
        }
    }

    private static SpawnRequest of(String file, JsonNode content) {
        if (!(content instanceof ObjectNode object)) {
            throw Failure.usage("the file " + file + " has no Spawn in it");
        }
        if (!object.has("kind")) {
            return new SpawnRequest(Json.object(), object);
        }
        if (!object.path("kind").asText().equals("Spawn") || !(object.path("spec") instanceof ObjectNode)) {
            throw Failure.usage(
                    "the file " + file + " has a " + object.path("kind").asText() + " in it, and no Spawn");
        }
        ObjectNode metadata = object.path("metadata") instanceof ObjectNode found ? found : Json.object();
        return new SpawnRequest(metadata, (ObjectNode) object.path("spec"));
    }

    String pool() {
        return spec.path("poolName").asText("");
    }

    /** It has what only a Spawn can have. */
    boolean needsResource() {
        return spec.properties().stream().anyMatch(field -> !LIVE.contains(field.getKey()));
    }

    /** Without the pool, which the path says. */
    ObjectNode body() {
        ObjectNode body = spec.deepCopy();
        body.remove("poolName");
        return body;
    }
}
