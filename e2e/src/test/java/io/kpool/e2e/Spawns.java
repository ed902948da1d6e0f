package io.kpool.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Several Spawns of a namespace in one question, which costs as much as one of them. */
record Spawns(Kubectl kubectl) {
    /** {@code kubectl wait --for=condition=…}, for all of them. */
    void await(List<String> names, String condition, Duration atMost) {
        run(names, "wait", "spawns", "--for=condition=" + condition, "--timeout=" + atMost.toSeconds() + "s");
    }

    /** At least two of them as JSON. */
    List<JsonNode> get(List<String> names) {
        return Kpool.items(run(names, "get", "spawns", "-o", "json"));
    }

    /** The pid of one; empty, if it has none. */
    String pid(String name) {
        return run(List.of(name), "get", "spawn", "-o", "jsonpath={.status.pid}");
    }

    private String run(List<String> names, String... arguments) {
        return kubectl.run(Stream.concat(Stream.of(arguments), names.stream()).toArray(String[]::new));
    }
}
