package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.wire.Live;
import io.kpool.kubectl.wire.Pid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** What a process printed, from the log of its host's pod, which is kept longer than its output and knows the time. */
final class WorkerLines {
    private static final int LONGEST_NAME = 63;
    private static final int HASH_DIGITS = 10;

    private WorkerLines() {}

    static String of(Session session, Pid pid, long seconds) {
        String text = session.wire()
                .text("/api/v1/namespaces/" + Live.part(session.namespace()) + "/pods/"
                        + Live.part(pod(pid)) + "/log?container=worker&sinceSeconds="
                        + seconds);
        return of(text, pid);
    }

    /** As the operator's {@code WorkerNames} calls it, which cuts long names; looking for its labels would take the right to list pods. */
    static String pod(Pid pid) {
        String name = pid.pool() + "-" + pid.host();
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        String kept = name.substring(0, LONGEST_NAME - HASH_DIGITS - 1).replaceAll("[.-]+$", "");
        return kept + "-" + hash(name);
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
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
