package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.print.Ages;
import io.kpool.kubectl.print.Table;
import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Pid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The hosts by load, and what runs on them. */
@Command
final class TopCommand implements Call {
    private static final Comparator<JsonNode> BY_LOAD = Comparator.<JsonNode>comparingLong(
                    host -> -host.path("loadMilli").asLong(-1))
            .thenComparing(host -> host.path("pool").asText())
            .thenComparing(host -> host.path("host").asText());

    @Parameters(arity = "0..*", paramLabel = "POOL", description = "The pools; left out: all of the namespace.")
    List<String> pools = new ArrayList<>();

    @Option(
            names = {"-w", "--watch"},
            description = "Go on in place, until Ctrl-C.")
    boolean watch;

    @Option(names = "--interval", paramLabel = "DURATION", description = "How often, with -w.")
    String interval = "2s";

    @Override
    public int run(Session session) throws InterruptedException {
        long millis = Root.duration("--interval", interval).toMillis();
        if (millis < 100) {
            throw Failure.usage("--interval " + interval + " is too short: at least 100ms");
        }
        if (!watch) {
            lines(session).forEach(session.out()::println);
            return 0;
        }
        Screen screen = Screen.of(session);
        Absence absence = new Absence(session.surroundings().clock());
        while (!session.out().checkError()) {
            absence.bridged(() -> lines(session)).ifPresent(screen::show);
            Thread.sleep(millis);
        }
        return 0;
    }

    private List<String> lines(Session session) {
        Scope scope = new Scope(session, session.namespace(), pools);
        List<JsonNode> hosts = new ArrayList<>();
        List<JsonNode> processes = new ArrayList<>();
        for (JsonNode pool : scope.pools()) {
            session.live().hosts(Scope.nameOf(pool)).forEach(host -> hosts.add(Scope.placed(pool, host)));
            processes.addAll(session.live().processes(Scope.nameOf(pool)));
        }
        hosts.sort(BY_LOAD);
        List<String> lines = new ArrayList<>(hosts(hosts).lines(session.paint()));
        Table running = processes(hosts, processes, session.now());
        lines.add("");
        lines.addAll(running.lines(session.paint()));
        return lines;
    }

    private static Table hosts(List<JsonNode> hosts) {
        Table table = Table.of("HOST", "STATE", "LOAD", "PROCESSES", "SLOTS", "REPORTED");
        hosts.forEach(host -> table.row(
                place(host),
                HostRow.state(host),
                Loads.of(host.path("loadMilli")),
                host.path("processes").asText(""),
                HostRow.slots(host),
                HostRow.reported(host)));
        return table;
    }

    /** A process has no load of its own: those of the busiest hosts come first, of each host the latest. */
    private static Table processes(List<JsonNode> hosts, List<JsonNode> processes, Instant now) {
        Map<String, Integer> rank = new HashMap<>();
        hosts.forEach(host -> rank.put(place(host), rank.size()));
        Table table = Table.of("PID", "STATE", "STARTED");
        processes.stream()
                .filter(process -> !process.path("state").asText().equals("Ended"))
                .sorted(Comparator.<JsonNode>comparingInt(process ->
                                rank.getOrDefault(place(process.path("pid").asText("")), rank.size()))
                        .thenComparing(process -> process.path("startTime").asText(""), Comparator.reverseOrder()))
                .forEach(process -> table.row(
                        process.path("pid").asText(""),
                        process.path("state").asText(),
                        process.has("startTime")
                                ? Ages.since(process.path("startTime").asText(), now)
                                : ""));
        return table;
    }

    private static String place(JsonNode host) {
        return host.path("pool").asText() + "/" + host.path("host").asText();
    }

    private static String place(String pid) {
        return Pid.is(pid) ? Pid.of(pid).pool() + "/" + Pid.of(pid).host() : "";
    }
}
