package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** What is lost when the operator or a worker is: nothing, and what the restart policy says. */
@ExtendWith(KpoolExtension.class)
@Isolated("it kills the operator")
class RestartIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final Kpool kpool;

    RestartIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @Test
    void processesOutliveTheOperatorAndNothingIsLostOrRunTwice() {
        kpool.apply(Yaml.pool("steady", "alpha", "beta"));
        kpool.await("nodepool/steady", "Ready", A_MINUTE);
        kpool.apply(Yaml.spawn("long", "steady", Yaml.shell("sleep 600")));
        kpool.await("spawn/long", "Started", A_MINUTE);
        String pid = pid("long");
        // Half of them end while no operator is there, the others are created meanwhile.
        kpool.apply(many("before", Yaml.shell("echo ran; sleep 3")));
        names("before").forEach(name -> kpool.await("spawn/" + name, "Started", A_MINUTE));

        kpool.killOperator();
        kpool.apply(many("during", Yaml.shell("echo ran")));

        names("before").forEach(name -> kpool.await("spawn/" + name, "Succeeded", A_MINUTE));
        names("during").forEach(name -> kpool.await("spawn/" + name, "Succeeded", A_MINUTE));
        assertThat(pid("long")).isEqualTo(pid);
        assertThat(kpool.get("spawn/long").at("/status/exit").isMissingNode()).isTrue();
        String output = kpool.kubectl("logs", "steady-alpha") + kpool.kubectl("logs", "steady-beta");
        assertThat(runs(output)).hasSize(20).doesNotHaveDuplicates();
        kpool.kubectl("delete", "nodepool", "steady");
    }

    @Test
    void theOperatorStartsFromItsCache() {
        String log = kpool.kubectl("-n", Installation.NAMESPACE, "logs", "deployment/kpool-operator");

        // The JVM says there what it does not like about the cache, and starts without.
        assertThat(log).contains("started in").doesNotContain("[aot]");
    }

    @Test
    void aProcessOfALostWorkerEndsWithNoconnectionOnce() {
        kpool.apply(Yaml.pool("shaky", "only"));
        kpool.await("nodepool/shaky", "Ready", A_MINUTE);
        kpool.apply(Yaml.spawn("once", "shaky", Yaml.shell("sleep 600")));
        kpool.apply(
                Yaml.spawn("again", "shaky", "restartPolicy: OnFailure", "backoffSeconds: 1", Yaml.shell("sleep 600")));
        kpool.await("spawn/once", "Started", A_MINUTE);
        kpool.await("spawn/again", "Started", A_MINUTE);
        String first = pid("again");

        kpool.crash("shaky-only");

        await().atMost(A_MINUTE).untilAsserted(() -> {
            JsonNode once = kpool.get("spawn/once");
            assertThat(once.at("/status/exit/reason").asText()).isEqualTo("noconnection");
            assertThat(once.at("/status/attempts").asInt()).isEqualTo(1);
        });
        await().atMost(A_MINUTE).untilAsserted(() -> {
            assertThat(kpool.get("spawn/again").at("/status/attempts").asInt()).isEqualTo(2);
            assertThat(pid("again")).isNotBlank().isNotEqualTo(first);
        });
    }

    private String pid(String spawn) {
        return kpool.get("spawn/" + spawn).at("/status/pid").asText();
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
