package io.kpool.kubectl.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kpool.kubectl.wire.Failure;
import java.io.IOException;
import java.io.InputStream;
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
    static final String INPUT = "-";

    /** What the live API can start at once; anything else takes a Spawn. */
    private static final Set<String> LIVE = Set.of("poolName", "java", "command", "hostName", "activeDeadlineSeconds");

    static SpawnRequest empty() {
        return new SpawnRequest(Json.object(), Json.object());
    }

    /** From a file with a Spawn, or with the spec of one, in YAML or JSON; a dash is the input, as kubectl has it. */
    static SpawnRequest of(String file, InputStream input) {
        boolean typed = file.equals(INPUT);
        String source = typed ? "the input" : "the file " + file;
        try {
            return of(source, only(source, typed ? input.readAllBytes() : Files.readAllBytes(Path.of(file))));
        } catch (JsonProcessingException e) {
            throw Failure.usage(source + " is no YAML, at line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw Failure.usage(source + " cannot be read");
        }
    }

    private static JsonNode only(String source, byte[] text) throws IOException {
        try (MappingIterator<JsonNode> all =
                new YAMLMapper().readerFor(JsonNode.class).readValues(text)) {
            List<JsonNode> documents =
                    all.readAll().stream().filter(each -> !each.isNull()).toList();
            if (documents.size() > 1) {
                throw Failure.usage(source + " has several documents in it: one Spawn at a time");
            }
            return documents.isEmpty() ? MissingNode.getInstance() : documents.getFirst();
        }
    }

    private static SpawnRequest of(String source, JsonNode content) {
        if (!(content instanceof ObjectNode object)) {
            throw Failure.usage(source + " has no Spawn in it");
        }
        if (!object.has("kind")) {
            return new SpawnRequest(Json.object(), shaped(source, object));
        }
        if (!object.path("kind").asText().equals("Spawn") || !(object.path("spec") instanceof ObjectNode)) {
            throw Failure.usage(source + " has a " + object.path("kind").asText() + " in it, and no Spawn");
        }
        ObjectNode metadata = object.path("metadata") instanceof ObjectNode found ? found : Json.object();
        return new SpawnRequest(metadata, shaped(source, (ObjectNode) object.path("spec")));
    }

    /** What the command line can add to has to be such that it can. */
    private static ObjectNode shaped(String source, ObjectNode spec) {
        JsonNode command = spec.path("command");
        expect(
                command,
                JsonNodeType.OBJECT,
                source,
                "a command that is no object: say command: {argv: [sleep, \"600\"]}");
        expect(command.path("env"), JsonNodeType.ARRAY, source, "env that is no list: say env: [{name: A, value: b}]");
        expect(spec.path("links"), JsonNodeType.ARRAY, source, "links that are no list: say links: [master]");
        return spec;
    }

    private static void expect(JsonNode there, JsonNodeType type, String source, String otherwise) {
        if (!there.isMissingNode() && !there.isNull() && there.getNodeType() != type) {
            throw Failure.usage(source + " has " + otherwise);
        }
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
