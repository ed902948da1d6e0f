package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Processes go where there is room. */
@ExtendWith(KpoolExtension.class)
@Isolated("others would load the processors that it looks at")
class PlacementIT {
    private final Kpool kpool;

    PlacementIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @Test
    void thirtySleepingCommandsSpreadEvenlyOverThreeHosts() {
        kpool.apply(Yaml.pool("even", "alpha", "beta", "gamma"));
        kpool.await("nodepool/even", "Ready", Duration.ofSeconds(60));

        Map<String, Long> perHost = placed("even", names("sleeps", 30));

        assertThat(perHost).hasSize(3);
        assertThat(perHost.values()).allSatisfy(count -> assertThat(count).isBetween(9L, 11L));
    }

    @Test
    void aHostThatIsBusyGetsNothingMore() {
        kpool.apply(Yaml.pool("uneven", "busy", "idle", "free"));
        kpool.await("nodepool/uneven", "Ready", Duration.ofSeconds(60));
        // The lowest priority, so that twelve endless loops do not take the test's own two cores away.
        kpool.apply(IntStream.range(0, 12)
                .mapToObj(i -> Yaml.spawn(
                        "loop-" + i,
                        "uneven",
                        "hostName: busy",
                        Yaml.shell("exec nice -n 19 sh -c \"while :; do :; done\"")))
                .collect(Collectors.joining()));
        await().atMost(Duration.ofSeconds(60)).until(() -> load("busy") >= 11_000 && load("idle") < 3_000);

        Map<String, Long> perHost = placed("uneven", names("next", 10));
        kpool.kubectl("delete", "nodepool", "uneven");

        assertThat(perHost).doesNotContainKey("busy");
        assertThat(perHost.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(10);
    }

    private int load(String host) {
        return kpool.get("nodepool/uneven")
                .at("/status/hosts")
                .valueStream()
                .filter(each -> host.equals(each.path("name").asText()))
                .mapToInt(each -> each.path("load").asInt())
                .findFirst()
                .orElse(0);
    }

    /** Starts sleeping commands, waits until all run, and counts them by host. */
    private Map<String, Long> placed(String pool, List<String> names) {
        kpool.apply(names.stream()
                .map(name -> Yaml.spawn(name, pool, "command: {argv: [sleep, \"600\"]}"))
                .collect(Collectors.joining()));
        kpool.spawns().await(names, "Started", Duration.ofSeconds(30));
        return kpool.spawns().get(names).stream()
                .map(spawn -> spawn.at("/status/hostName").asText())
                .collect(Collectors.groupingBy(host -> host, Collectors.counting()));
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }
}
