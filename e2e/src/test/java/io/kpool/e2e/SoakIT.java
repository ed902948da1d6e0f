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
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Operator and workers are killed in turn under load; {@code make test} plays a tenth of what {@code make soak} does.
 * Half of the Spawns must be tried until they succeed, half must never run twice.
 */
@ExtendWith(KpoolExtension.class)
@Isolated("it kills the operator")
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
            Victim victim = Victim.values()[round % Victim.values().length];
            kpool.apply(spawns(round));
            kill(victim);
            assertAllEnded(round, victim);
            kpool.kubectl("delete", "spawns", "-l", "round=" + round, "--wait=false");
        }

        kpool.await("nodepool/soak", "Ready", Duration.ofMinutes(2));
    }

    private enum Victim {
        OPERATOR,
        WORKER
    }

    private void kill(Victim victim) {
        switch (victim) {
            case OPERATOR -> kpool.killOperator();
            case WORKER -> {
                String host = HOSTS.get(random.nextInt(HOSTS.size()));
                kpool.crash("soak-" + host);
            }
        }
    }

    private void assertAllEnded(int round, Victim victim) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(kpool.list("spawns", "round=" + round))
                        .hasSize(20)
                        .allSatisfy(spawn -> assertThat(succeeded(spawn)).isIn("True", "False")));
        List<String> output = HOSTS.stream()
                .flatMap(host -> kpool.kubectl("logs", "soak-" + host).lines())
                .toList();
        kpool.list("spawns", "round=" + round).forEach(spawn -> assertEnded(spawn, victim, output));
    }

    private static void assertEnded(JsonNode spawn, Victim victim, List<String> output) {
        String name = spawn.at("/metadata/name").asText();
        if (victim == Victim.OPERATOR || name.startsWith("retried")) {
            assertThat(succeeded(spawn)).as(spawn.toPrettyString()).isEqualTo("True");
        }
        if (name.startsWith("once")) {
            // A second run, wherever it was, would have another pid than the one that the status tells.
            assertThat(output.stream().filter(line -> line.contains("\"ran " + name + "\"")))
                    .as(name)
                    .hasSizeLessThanOrEqualTo(1)
                    .allMatch(
                            line -> line.contains("\"" + spawn.at("/status/pid").asText() + "\""));
        }
        if (victim == Victim.OPERATOR) {
            assertThat(output.stream().filter(line -> line.contains("\"ran " + name + "\"")))
                    .as(name)
                    .hasSize(1);
        }
    }

    private static String succeeded(JsonNode spawn) {
        return condition(spawn, "Succeeded").path("status").asText();
    }

    private static String spawns(int round) {
        return IntStream.range(0, 10)
                .mapToObj(i -> "-%d-%d".formatted(round, i))
                .map(suffix -> labelled(spawn("once" + suffix), round)
                        + labelled(spawn("retried" + suffix, "restartPolicy: OnFailure"), round))
                .collect(Collectors.joining());
    }

    private static String spawn(String name, String... rest) {
        String work = Yaml.shell("echo ran " + name + "; sleep 2");
        return Yaml.spawn(name, "soak", rest.length == 0 ? work : rest[0] + "\n  " + work);
    }

    private static String labelled(String yaml, int round) {
        return yaml.replace("metadata: {name:", "metadata: {labels: {round: \"%d\"}, name:".formatted(round));
    }
}
