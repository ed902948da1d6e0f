package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kpool.kubectl.wire.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a process. */
@Command
final class SpawnCommand implements Call {
    @Option(names = "--pool", paramLabel = "POOL", description = "The pool; may stand in the file.")
    String pool = "";

    @Option(names = "--host", paramLabel = "HOST", description = "The only host to run on. Left out: the pool chooses.")
    String host = "";

    @Option(
            names = "--java",
            paramLabel = "MODULE:FUNCTION",
            description = "A static Java function to run; the words are its arguments: JSON; what is none is a text.")
    String function = "";

    @Option(
            names = "--isolation",
            paramLabel = "Thread|Process",
            description = "Of --java: in the worker's JVM or in one of its own.")
    String isolation = "";

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "An environment variable of the command.")
    List<String> variables = new ArrayList<>();

    @Option(
            names = {"-i", "--stdin"},
            description = "The command gets what is on the input, at most 64 KiB.")
    boolean stdin;

    @Option(names = "--deadline", paramLabel = "DURATION", description = "How long it may run.")
    String deadline = "";

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description =
                    "A file with a Spawn, or with the spec of one; -: the input. One with more than the live API can"
                            + " start becomes a Spawn.")
    String file = "";

    @Option(
            names = "--link",
            paramLabel = "SPAWN",
            description =
                    "A Spawn that it is linked with from its first moment on. What has links becomes a Spawn itself.")
    List<String> links = new ArrayList<>();

    @Option(names = "--wait", description = "Wait for its end, print its output and result, and exit as it did.")
    boolean wait;

    @Option(
            names = "--attach",
            description = "The same, with the output as it comes. Ctrl-C asks the process to shut down.")
    boolean attach;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait at most; 0: without end. Then it exits with 124.")
    String timeout = "0";

    @Parameters(
            arity = "0..*",
            paramLabel = "WORD",
            description = "After --: the command with its arguments, or the arguments of the function.")
    List<String> words = new ArrayList<>();

    @Override
    public int run(Session session) throws InterruptedException {
        if (wait && attach) {
            throw Failure.usage("--attach waits too: say it without --wait");
        }
        if (stdin && file.equals(SpawnRequest.INPUT)) {
            throw Failure.usage("with -f - the input is the Spawn: say it without --stdin");
        }
        if (function.isEmpty() && !isolation.isEmpty()) {
            throw Failure.usage("--isolation is for --java");
        }
        Patience patience = Patience.of(session, timeout);
        SpawnRequest request = request(session);
        session.settle(request.metadata().path("namespace").asText(""));
        Start start = request.needsResource()
                ? ResourceStart.of(session, request)
                : new LiveStart(session, request, "kubectl-" + UUID.randomUUID(), patience);
        Watched watched = new Watched(session, start, patience);
        if (attach) {
            return watched.attached();
        }
        return wait ? watched.waited() : watched.left();
    }

    private SpawnRequest request(Session session) {
        SpawnRequest request = file.isEmpty()
                ? SpawnRequest.empty()
                : SpawnRequest.of(file, session.surroundings().in());
        ObjectNode spec = request.spec();
        put(spec, "poolName", pool);
        put(spec, "hostName", host);
        if (!deadline.isEmpty()) {
            long seconds = Root.duration("--deadline", deadline).toSeconds();
            if (seconds < 1) {
                throw Failure.usage("--deadline " + deadline + " is too short: at least 1s");
            }
            spec.put("activeDeadlineSeconds", seconds);
        }
        if (!links.isEmpty()) {
            links.forEach(spec.withArrayProperty("links")::add);
        }
        what(session, spec);
        if (request.pool().isEmpty()) {
            throw Failure.usage("where to? say --pool POOL");
        }
        return request;
    }

    private void what(Session session, ObjectNode spec) {
        if (!function.isEmpty()) {
            ObjectNode java = Json.java(function, words);
            put(java, "isolation", isolation);
            spec.set("java", java);
        } else if (!words.isEmpty()) {
            words.forEach(spec.withObjectProperty("command").putArray("argv")::add);
        }
        if (spec.has("java") == spec.has("command")) {
            throw Failure.usage(
                    "what is to run? say either -- COMMAND ARGUMENT…, or --java MODULE:FUNCTION, or -f FILE");
        }
        command(session, spec.path("command"));
    }

    private void command(Session session, JsonNode command) {
        if (!(command instanceof ObjectNode object)) {
            if (stdin || !variables.isEmpty()) {
                throw Failure.usage("--env and --stdin are for commands");
            }
            return;
        }
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                throw Failure.usage("--env " + variable + " is no variable: say NAME=VALUE");
            }
            object.withArrayProperty("env")
                    .addObject()
                    .put("name", variable.substring(0, equals))
                    .put("value", variable.substring(equals + 1));
        }
        if (stdin) {
            object.put("stdin", input(session));
        }
    }

    private static String input(Session session) {
        try {
            return new String(session.surroundings().in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.of("the input cannot be read");
        }
    }

    private static void put(ObjectNode object, String field, String value) {
        if (!value.isEmpty()) {
            object.put(field, value);
        }
    }
}
