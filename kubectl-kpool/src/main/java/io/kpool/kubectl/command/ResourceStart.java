package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kpool.kubectl.wire.Pid;
import java.util.stream.Stream;

/** By a Spawn, for what only a Spawn can have: links, names, groups, further attempts. */
final class ResourceStart implements Start {
    private final Session session;
    private final String namespace;
    private final String name;
    private String said = "";

    private ResourceStart(Session session, String namespace, String name) {
        this.session = session;
        this.namespace = namespace;
        this.name = name;
    }

    static ResourceStart of(Session session, SpawnRequest request) {
        String namespace = session.namespace();
        ObjectNode metadata = request.metadata().deepCopy();
        if (!metadata.has("name") && !metadata.has("generateName")) {
            metadata.put("generateName", request.pool() + "-");
        }
        metadata.put("namespace", namespace);
        String name = Scope.nameOf(session.resources().createSpawn(namespace, metadata, request.spec()));
        session.say("spawn.kpool.io/" + name + " created");
        return new ResourceStart(session, namespace, name);
    }

    @Override
    public JsonNode started() {
        JsonNode spawn = session.resources().spawn(namespace, name);
        JsonNode placed = Kind.condition(spawn, "Placed");
        String why = placed.path("status").asText().equals("False") ? HostRow.why(placed) : "";
        if (!why.isEmpty() && !why.equals(said)) {
            said = why;
            session.say("spawn.kpool.io/" + name + " waits: " + why);
        }
        return process(spawn);
    }

    @Override
    public JsonNode ended() {
        return process(session.resources().spawn(namespace, name));
    }

    @Override
    public JsonNode look(Pid pid) {
        return ended();
    }

    /** Its process alone would only be the end of one attempt. */
    @Override
    public void stop(Pid pid) {
        session.resources().stopSpawn(namespace, name);
    }

    @Override
    public String unattended() {
        return "spawn.kpool.io/" + name + " goes on; kubectl delete spawn " + name + " ends it";
    }

    /** As the live API says it; an exit counts when no further attempt follows. */
    private static JsonNode process(JsonNode spawn) {
        JsonNode status = spawn.path("status");
        ObjectNode process = Json.object();
        if (!status.path("pid").asText("").isEmpty()) {
            process.put("pid", status.path("pid").asText());
        }
        if (!status.path("completionTime").asText("").isEmpty()) {
            ObjectNode exit = process.putObject("exit");
            if (status.path("exit") instanceof ObjectNode found) {
                exit.setAll(found.deepCopy());
            } else {
                refused(spawn, exit);
            }
            String result = status.path("result").asText("");
            if (!result.isEmpty()) {
                exit.set("result", Json.value(result));
            }
        }
        return process;
    }

    /** One that never ran has no exit; its conditions say why. */
    private static void refused(JsonNode spawn, ObjectNode exit) {
        JsonNode why = Stream.of("Succeeded", "Placed")
                .map(type -> Kind.condition(spawn, type))
                .filter(condition -> condition.path("status").asText().equals("False"))
                .findFirst()
                .orElse(Json.object());
        exit.put("reason", why.path("reason").asText("refused"));
        exit.put("message", why.path("message").asText(""));
    }
}
