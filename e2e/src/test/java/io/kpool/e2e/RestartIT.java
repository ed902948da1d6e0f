package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.client.ProcessGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What is lost when the operator is killed: nothing. */
@ExtendWith(KpoolExtension.class)
@Isolated("it kills the operator")
class RestartIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final Kpool kpool;

    RestartIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @BeforeAll
    static void pool(Kpool kpool, @TempDir Path folder) throws IOException {
        UserCode.provide(kpool, Talking.class, folder);
        kpool.apply(UserCode.pool("steady"));
        kpool.await("nodepool/steady", "Ready", A_MINUTE);
    }

    @Test
    void processesOutliveTheOperatorAndNothingIsLostOrRunTwice() {
        kpool.apply(Yaml.spawn("long", "steady", Yaml.shell("sleep 600")));
        kpool.await("spawn/long", "Started", A_MINUTE);
        String pid = kpool.spawns().pid("long");
        // Half of them end while no operator is there, the others are created meanwhile.
        kpool.apply(many("before", Yaml.shell("echo ran; sleep 3")));
        kpool.spawns().await(names("before"), "Started", A_MINUTE);

        kpool.killOperator();
        kpool.apply(many("during", Yaml.shell("echo ran")));

        kpool.spawns().await(names("before"), "Succeeded", A_MINUTE);
        kpool.spawns().await(names("during"), "Succeeded", A_MINUTE);
        assertThat(kpool.spawns().pid("long")).isEqualTo(pid);
        assertThat(kpool.get("spawn/long").at("/status/exit").isMissingNode()).isTrue();
        String output = kpool.kubectl("logs", "steady-alpha") + kpool.kubectl("logs", "steady-beta");
        assertThat(runs(output)).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void membersAreAsBeforeWhenTheOperatorIsBack() {
        kpool.apply("""
                apiVersion: kpool.io/v1alpha1
                kind: ProcessGroup
                metadata: {name: kept}
                spec: {replicas: 3, template: {poolName: steady, command: {argv: [sleep, "6543"]}}}
                """);
        awaitMembers("kept", 3);
        JsonNode before = kpool.get("pgrp/kept").at("/status/firstMembers");

        kpool.killOperator();
        kpool.apply(Yaml.spawn("late", "steady", "groups: [kept]", Yaml.shell("exec sleep 7654")));

        awaitMembers("kept", 4);
        assertThat(kpool.get("pgrp/kept").at("/status/firstMembers")).containsAll(before);
        kpool.kubectl("delete", "pgrp/kept", "spawn/late");
    }

    @Test
    @DisplayName("G7, G10, G11: after a change of leader all stand where they stood, but for who ended meanwhile")
    void g7g10g11_nobodyJoinsAgainWhenTheOperatorIsKilled() throws InterruptedException {
        try (io.kpool.client.Kpool session = kpool.callersSession()) {
            ProcessGroups groups = session.groups();
            List<String> four = List.of(
                    UserCode.talking(session, "steady", "alpha"),
                    UserCode.talking(session, "steady", "alpha"),
                    UserCode.talking(session, "steady", "beta"),
                    UserCode.talking(session, "steady", "beta"));
            String dying = UserCode.talking(session, "steady", "beta");
            groups.create("all");
            groups.create("empty");
            for (String pid : Stream.concat(four.stream(), four.stream()).toList()) {
                groups.join("all", pid);
            }
            List<String> eight = groups.getMembers("all");
            assertThat(eight).hasSize(8);
            groups.join("all");
            groups.join("all", dying);
            session.registry().register("self");
            session.registry().register("first", four.getFirst());
            List<String> expected = groups.getMembers("all").stream()
                    .filter(pid -> !pid.equals(dying))
                    .toList();
            session.send(dying, List.of(Talking.END));

            kpool.killOperator();

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(groups.getMembers("all")).isEqualTo(expected));
            assertThat(expected).hasSize(9).contains(session.pid());
            assertThat(groups.whichGroups()).contains("all", "empty");
            assertThat(groups.getMembers("empty")).isEmpty();
            assertThat(session.registry().pidOf("self")).isEqualTo(session.pid());
            assertThat(session.registry().call("first", "who?", String.class)).isEqualTo("alpha");
            try (io.kpool.client.Kpool later = kpool.callersSession()) {
                assertThat(later.groups().getMembers("all")).isEqualTo(expected);
            }
            groups.leave("all", four.getFirst());
            assertThat(groups.getMembers("all")).hasSize(8).containsOnlyOnce(four.getFirst());
        }
    }

    @Test
    void theOperatorStartsFromItsCache() {
        String log = kpool.kubectl("-n", Installation.NAMESPACE, "logs", "deployment/kpool-operator");

        // The JVM says there what it does not like about the cache, and starts without.
        assertThat(log).contains("started in").doesNotContain("[aot]");
    }

    private void awaitMembers(String group, int count) {
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(
                                kpool.get("pgrp/" + group).at("/status/members").asInt())
                        .isEqualTo(count));
    }

    /** The pids of all processes that printed "ran". */
    private static List<String> runs(String log) {
        return log.lines()
                .filter(line -> line.contains("\"ran\""))
                .map(line -> line.replaceFirst(".*\"pid\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static String many(String prefix, String what) {
        return names(prefix).stream()
                .map(name -> Yaml.spawn(name, "steady", what))
                .collect(Collectors.joining());
    }

    private static List<String> names(String prefix) {
        return IntStream.range(0, 10).mapToObj(i -> prefix + "-" + i).toList();
    }
}
