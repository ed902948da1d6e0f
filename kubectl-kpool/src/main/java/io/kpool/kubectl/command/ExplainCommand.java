package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.print.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which host the next process would get, and what rules the others out. */
@Command
final class ExplainCommand implements Call {
    @Parameters(paramLabel = "POOL", description = "The pool.")
    String pool;

    @Mixin
    Printing printing;

    @Override
    public int run(Session session) {
        printing.check();
        JsonNode answer = session.live().explain(pool);
        printing.one(session, answer, lines(session, answer));
        return 0;
    }

    private List<String> lines(Session session, JsonNode answer) {
        String chosen = answer.path("chosen").asText("");
        String strategy = answer.path("strategy").asText();
        Table table = printing.noHeaders
                ? Table.of()
                : Table.of("HOST", "STATE", "LOAD", "PROCESSES", "SLOTS", "REPORTED", "VERDICT");
        for (JsonNode candidate : answer.path("candidates")) {
            JsonNode host = candidate.path("node");
            String name = host.path("host").asText();
            String excluded = candidate.path("excluded").asText("");
            String verdict = name.equals(chosen) ? "chosen" : excluded.isEmpty() ? "could be chosen" : excluded;
            table.row(
                    name,
                    HostRow.state(host),
                    Loads.of(host.path("loadMilli")),
                    host.path("processes").asText(""),
                    HostRow.slots(host),
                    HostRow.reported(host),
                    verdict);
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                chosen.isEmpty()
                        ? "No host would be chosen now (" + strategy + ")."
                        : chosen + " would be chosen (" + strategy + ").");
        lines.addAll(table.lines(session.paint()));
        return lines;
    }
}
