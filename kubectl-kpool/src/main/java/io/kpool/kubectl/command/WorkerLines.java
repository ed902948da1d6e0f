package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.wire.Live;
import io.kpool.kubectl.wire.Pid;
import java.util.stream.Collectors;

/** What a process printed, from the log of its host's pod, which is kept longer than its output and knows the time. */
final class WorkerLines {
    private WorkerLines() {}

    static String of(Session session, Pid pid, long seconds) {
        String text = session.wire()
                .text("/api/v1/namespaces/" + Live.encoded(session.namespace()) + "/pods/"
                        + Live.encoded(pid.pool() + "-" + pid.host()) + "/log?container=worker&sinceSeconds="
                        + seconds);
        return of(text, pid);
    }

    /** Pure: of a worker's lines of JSON those of that process. */
    static String of(String log, Pid pid) {
        return log.lines()
                .map(Json::value)
                .filter(line -> line.path("pid").asText("").equals(pid.toString()))
                .map((JsonNode line) -> line.path("line").asText("") + "\n")
                .collect(Collectors.joining());
    }
}
