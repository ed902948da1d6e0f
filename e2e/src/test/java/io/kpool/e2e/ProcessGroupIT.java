package io.kpool.e2e;

import static io.kpool.e2e.Kpool.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Groups on real workers: who is in them, and those that they keep alive. */
@ExtendWith(KpoolExtension.class)
class ProcessGroupIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final Kpool kpool;

    ProcessGroupIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @BeforeAll
    static void pool(Kpool kpool) {
        kpool.apply(Yaml.pool("demo", "alpha", "beta", "gamma"));
        kpool.await("nodepool/demo", "Ready", A_MINUTE);
    }

    @Test
    void fiveMembersAreFiveAgainWithinFiveSecondsAfterAWorkerIsLost() {
        kpool.apply(group("steady", 5));
        kpool.await("pgrp/steady", "Ready", A_MINUTE);
        members("steady", 5);
        assertThat(kpool.get("pgrp/steady").at("/status/hosts").asInt()).isEqualTo(3);

        kpool.crash("demo-beta");

        await().atMost(A_MINUTE)
                .until(() -> !lost("steady").isEmpty() && running("steady").size() == 5);
        Instant known = lost("steady").stream()
                .map(spawn -> time(spawn, "completionTime"))
                .max(Instant::compareTo)
                .orElseThrow();
        assertThat(running("steady"))
                .allSatisfy(spawn -> assertThat(time(spawn, "startTime")).isBefore(known.plusSeconds(5)));
        kpool.await("pgrp/steady", "Ready", A_MINUTE);
        members("steady", 5);
        kpool.kubectl("delete", "pgrp", "steady");
        kpool.await("nodepool/demo", "Ready", A_MINUTE);
    }

    @Test
    void scalesByKubectl() {
        kpool.apply(group("scaled", 1));
        members("scaled", 1);

        kpool.kubectl("scale", "pgrp", "scaled", "--replicas=4");
        members("scaled", 4);

        kpool.kubectl("scale", "pgrp", "scaled", "--replicas=2");
        members("scaled", 2);
        assertThat(running("scaled")).hasSize(2);
        kpool.kubectl("delete", "pgrp", "scaled");
    }

    @Test
    void aDeletedGroupEndsWhatItStartedAndNobodyElse() {
        kpool.apply(group("doomed", 2));
        kpool.apply(Yaml.spawn("guest", "demo", "groups: [doomed]", Yaml.shell("exec sleep 7654")));
        members("doomed", 3);
        String guest = kpool.get("spawn/guest").at("/status/pid").asText();
        assertThat(kpool.get("pgrp/doomed").at("/status/firstMembers"))
                .anySatisfy(member -> assertThat(member.path("pid").asText()).isEqualTo(guest));

        kpool.kubectl("delete", "pgrp", "doomed");

        await().atMost(A_MINUTE)
                .until(() -> kpool.list("spw", "kpool.io/group=doomed").isEmpty());
        await().atMost(A_MINUTE).untilAsserted(() -> assertThat(commandLines()).doesNotContain("6543"));
        assertThat(commandLines()).contains("7654");
        assertThat(kpool.get("spawn/guest").at("/status/exit").isMissingNode()).isTrue();
        kpool.kubectl("delete", "spawn", "guest");
    }

    @Test
    void oneThatCrashesIsStartedAgainWithPauses() {
        kpool.apply("""
                apiVersion: kpool.io/v1alpha1
                kind: ProcessGroup
                metadata: {name: crashes}
                spec:
                  replicas: 1
                  template: {poolName: demo, command: {argv: [sh, -c, 'echo out of luck >&2; exit 7']}}
                """);

        await().atMost(A_MINUTE).untilAsserted(() -> {
            JsonNode ready = condition(kpool.get("pgrp/crashes"), "Ready");
            assertThat(ready.path("reason").asText()).isEqualTo("BackOff");
            assertThat(ready.path("message").asText()).contains("exit_code", "out of luck");
        });
        await().atMost(A_MINUTE)
                .until(() -> kpool.list("spw", "kpool.io/group=crashes").size() == 3);
        kpool.kubectl("delete", "pgrp", "crashes");
    }

    private void members(String group, int count) {
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(
                                kpool.get("pgrp/" + group).at("/status/members").asInt())
                        .isEqualTo(count));
    }

    private List<JsonNode> running(String group) {
        return kpool.list("spw", "kpool.io/group=" + group).stream()
                .filter(spawn ->
                        "True".equals(condition(spawn, "Started").path("status").asText()))
                .filter(spawn -> spawn.at("/status/exit").isMissingNode())
                .toList();
    }

    private List<JsonNode> lost(String group) {
        return kpool.list("spw", "kpool.io/group=" + group).stream()
                .filter(spawn ->
                        "noconnection".equals(spawn.at("/status/exit/reason").asText()))
                .toList();
    }

    private static Instant time(JsonNode spawn, String field) {
        return Instant.parse(spawn.path("status").path(field).asText());
    }

    /** The command lines of all processes on the pool's hosts. */
    private String commandLines() {
        StringBuilder all = new StringBuilder();
        for (String host : List.of("alpha", "beta", "gamma")) {
            all.append(kpool.kubectl(
                    "exec", "demo-" + host, "--", "sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '"));
        }
        return all.toString();
    }

    private static String group(String name, int replicas) {
        return """
                apiVersion: kpool.io/v1alpha1
                kind: ProcessGroup
                metadata: {name: %s}
                spec: {replicas: %d, template: {poolName: demo, command: {argv: [sleep, "6543"]}}}
                """.formatted(name, replicas);
    }
}
