package io.kpool.e2e;

import static io.kpool.e2e.Kpool.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operator and workers are killed at random under load; {@code make test} plays a tenth of what {@code make soak} does. */
@ExtendWith(KpoolExtension.class)
class SoakIT {
    private static final int ROUNDS = Integer.getInteger("kpool.soak.rounds", 2);
    private static final List<String> HOSTS = List.of("alpha", "beta", "gamma");

    private final Kpool kpool;
    private final Random random = new Random(20261121);

    SoakIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @Test
    void whateverIsKilledEverySpawnEndsAsItsPolicySays() {
        kpool.apply(Yaml.pool("soak", HOSTS.toArray(String[]::new)));
        kpool.await("nodepool/soak", "Ready", Duration.ofMinutes(1));

        for (int round = 0; round < ROUNDS; round++) {
            kpool.apply(spawns(round));
            killSomething();
            awaitTheEndOf(round);
        }

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(condition(kpool.get("nodepool/soak"), "Ready")
                                .path("status")
                                .asText())
                        .isEqualTo("True"));
    }

    private void killSomething() {
        if (random.nextBoolean()) {
            kpool.killOperator();
        } else {
            String host = HOSTS.get(random.nextInt(HOSTS.size()));
            kpool.kubectl("delete", "pod", "soak-" + host, "--grace-period=1", "--ignore-not-found");
        }
    }

    private void awaitTheEndOf(int round) {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            List<JsonNode> spawns = kpool.list("spawns", "round=" + round);
            assertThat(spawns).hasSize(20).allSatisfy(SoakIT::assertEnded);
        });
        kpool.kubectl("delete", "spawns", "-l", "round=" + round, "--wait=false");
    }

    private static void assertEnded(JsonNode spawn) {
        String name = spawn.at("/metadata/name").asText();
        String succeeded = condition(spawn, "Succeeded").path("status").asText();
        int attempts = spawn.at("/status/attempts").asInt();
        if (name.startsWith("retried")) {
            assertThat(succeeded).as(name).isEqualTo("True");
        } else {
            assertThat(succeeded).as(name).isIn("True", "False");
            assertThat(attempts).as(name).isEqualTo(1);
        }
    }

    /** Half of them must be tried until they succeed, half must never be tried twice. */
    private static String spawns(int round) {
        String work = Yaml.shell("echo ran; sleep 2");
        return IntStream.range(0, 10)
                .mapToObj(i -> labelled(Yaml.spawn("once-%d-%d".formatted(round, i), "soak", work), round)
                        + labelled(
                                Yaml.spawn(
                                        "retried-%d-%d".formatted(round, i), "soak", "restartPolicy: OnFailure", work),
                                round))
                .collect(Collectors.joining());
    }

    private static String labelled(String yaml, int round) {
        return yaml.replace("metadata: {name:", "metadata: {labels: {round: \"%d\"}, name:".formatted(round));
    }
}
