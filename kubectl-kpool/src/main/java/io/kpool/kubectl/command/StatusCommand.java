package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.print.Ages;
import io.kpool.kubectl.print.Paint;
import io.kpool.kubectl.print.Tree;
import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Pid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A pool with its hosts and their processes, as a tree. */
@Command
final class StatusCommand implements Call {
    @Parameters(paramLabel = "POOL", description = "The pool.")
    String pool;

    @Option(names = "--all", description = "Processes that have ended too.")
    boolean all;

    @Override
    public int run(Session session) {
        JsonNode resource =
                new Scope(session, session.namespace(), List.of(pool)).pools().getFirst();
        JsonNode hosts = session.live().hosts(pool);
        List<JsonNode> processes = session.live().processes(pool).stream()
                .filter(process -> all || !process.path("state").asText().equals("Ended"))
                .toList();
        if (hosts.isMissingNode()) {
            throw Failure.of("the operator gave no hosts of pool " + pool);
        }
        tree(resource, hosts, processes, new Look(session.now(), session.paint()))
                .lines()
                .forEach(session.out()::println);
        return 0;
    }

    /** How it is written. */
    record Look(Instant now, Paint paint) {}

    /** Pure: what is there, as a tree. */
    static Tree tree(JsonNode pool, JsonNode hosts, List<JsonNode> processes, Look look) {
        List<Tree> branches = new ArrayList<>();
        for (JsonNode host : hosts) {
            branches.add(host(host, processes, look));
        }
        processes.stream()
                .filter(process -> !Pid.is(process.path("pid").asText("")))
                .forEach(process -> branches.add(process(process, look)));
        return new Tree(root(pool), branches);
    }

    private static String root(JsonNode pool) {
        JsonNode status = pool.path("status");
        JsonNode load = status.path("load");
        JsonNode ready = Kind.condition(pool, "Ready");
        String text = "pool " + Scope.nameOf(pool) + "  " + status.path("ready").asText("0/0") + " hosts ready, load "
                + Loads.of(load.path("average")) + ", " + load.path("processes").asText("0") + " processes, "
                + load.path("queued").asText("0") + " queued";
        return ready.path("status").asText().equals("True") ? text : text + "; " + HostRow.why(ready);
    }

    private static Tree host(JsonNode host, List<JsonNode> processes, Look look) {
        String name = host.path("host").asText();
        String why = HostRow.why(host);
        String text = name + "  " + look.paint().word(HostRow.state(host))
                + (host.has("loadMilli") ? "  load " + Loads.of(host.path("loadMilli")) + ", slots " : "  slots ")
                + HostRow.slots(host) + (why.isEmpty() ? "" : "; " + why.replaceAll("\\s*\\R\\s*", " "));
        List<Tree> branches = processes.stream()
                .filter(process -> Pid.is(process.path("pid").asText("")))
                .filter(process -> Pid.of(process.path("pid").asText()).host().equals(name))
                .map(process -> process(process, look))
                .toList();
        return new Tree(text, branches);
    }

    private static Tree process(JsonNode process, Look look) {
        String exit = Ends.sentence(process.path("exit"));
        String started = process.path("startTime").asText("");
        return Tree.leaf(process.path("pid").asText("(no pid yet)") + "  "
                + look.paint().word(process.path("state").asText())
                + (started.isEmpty() ? "" : "  " + Ages.since(started, look.now()))
                + (exit.isEmpty() ? "" : "  " + exit));
    }
}
