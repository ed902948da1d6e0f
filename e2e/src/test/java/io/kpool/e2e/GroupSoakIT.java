package io.kpool.e2e;

import static io.kpool.e2e.Kpool.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.client.Command;
import io.kpool.client.Pool;
import io.kpool.client.ProcessGroups;
import io.kpool.client.ProcessSpec;
import io.kpool.client.SpawnedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Workers and the operator are killed at random, under load, while a group is kept at its strength; {@code make test}
 * plays a tenth of what {@code make soak} does: 200 kills.
 */
@ExtendWith(KpoolExtension.class)
@Isolated("it kills the operator")
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class GroupSoakIT {
    private static final int KILLS = 10 * Integer.getInteger("kpool.soak.rounds", 2);
    private static final int STRENGTH = 6;
    private static final int OUTSTANDING = 8;
    /** One in so many is the operator's. */
    private static final int OPERATORS_SHARE = 4;
    /** From the kill of a worker until its pids are in no group, and from then until others are there in their place. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(2);

    private static final Duration REPLACEMENT = Duration.ofSeconds(5);
    /** So many of the kills have to keep that, as the machine may be busy. */
    private static final double MOST = 0.9;
    /** After that it will not happen any more. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final String KEPT = """
            apiVersion: kpool.io/v1alpha1
            kind: ProcessGroup
            metadata: {name: kept}
            spec:
              replicas: %d
              template:
                poolName: churn
                registerAs: [kept]
                command: {argv: [sleep, "3600"]}
            """.formatted(STRENGTH);

    private final Kpool kpool;
    private final Random random = new Random(20261121);
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final List<Duration> gone = new ArrayList<>();
    private final List<Duration> replaced = new ArrayList<>();

    GroupSoakIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @Test
    void whoeverIsKilledNoMemberIsLostAndNoneIsAPhantom() throws InterruptedException {
        kpool.apply(Yaml.pool("churn", "alpha", "beta", "gamma", "delta") + "---\n" + KEPT);
        kpool.await("nodepool/churn", "Ready", Duration.ofMinutes(1));
        try (io.kpool.client.Kpool session = kpool.callersSession()) {
            ProcessGroups groups = session.groups();
            await().atMost(Duration.ofMinutes(1)).until(() -> members(groups).size() == STRENGTH);
            Pool pool = Pool.get(session, "churn");
            Stream.generate(() -> pool).limit(OUTSTANDING).forEach(this::goOn);

            for (int kill = 0; kill < KILLS; kill++) {
                if (random.nextInt(OPERATORS_SHARE) == 0) {
                    killOperator(groups);
                } else {
                    killWorker(groups);
                }
            }
            isOver.set(true);
        }
        System.out.println("Members gone after " + gone + ", replaced after " + replaced);
        assertThat(most(gone)).as("%s", gone).isLessThanOrEqualTo(GIVEN_UP);
        assertThat(most(replaced)).as("%s", replaced).isLessThanOrEqualTo(REPLACEMENT);
    }

    private static Duration most(List<Duration> all) {
        return all.stream().sorted().toList().get((int) (MOST * (all.size() - 1)));
    }

    /** The load: as soon as one has ended, another is asked for, whatever becomes of it. */
    private void goOn(Pool pool) {
        CompletionStage<SpawnedProcess> started = pool.pspawnAsync(ProcessSpec.of(Command.of("sleep", "0.2")));
        started.thenCompose(SpawnedProcess::exit).whenComplete((exit, failed) -> {
            if (!isOver.get()) {
                goOn(pool);
            }
        });
    }

    /** Nobody joins again: whoever was a member is one, and nobody else. */
    private void killOperator(ProcessGroups groups) throws InterruptedException {
        List<String> before = members(groups);
        kpool.killOperator();
        await().atMost(LONGEST).untilAsserted(() -> assertThat(members(groups)).isEqualTo(before));
        assertRunning(before);
    }

    private void killWorker(ProcessGroups groups) throws InterruptedException {
        List<String> ready = awaitTwoReady();
        String host = ready.get(random.nextInt(ready.size()));
        List<String> onIt = members(groups).stream()
                .filter(pid -> pid.contains("/" + host + "."))
                .toList();
        // Not by a crash: a worker that crashes time and again is started after longer and longer pauses.
        kpool.kubectl("delete", "pod", "churn-" + host, "--grace-period=0", "--force");
        Instant killed = Instant.now();
        await().atMost(LONGEST).until(() -> members(groups).stream().noneMatch(onIt::contains));
        Instant lost = Instant.now();
        gone.add(Duration.between(killed, lost));
        await().atMost(LONGEST).until(() -> members(groups).size() == STRENGTH);
        replaced.add(Duration.between(lost, Instant.now()));
        assertRunning(members(groups));
    }

    private List<String> awaitTwoReady() {
        return await().atMost(Duration.ofMinutes(5)).until(this::readyHosts, ready -> ready.size() >= 2);
    }

    private List<String> readyHosts() {
        JsonNode hosts = kpool.get("nodepool/churn").at("/status/hosts");
        return StreamSupport.stream(hosts.spliterator(), false)
                .filter(host -> "Ready".equals(host.path("state").asText()))
                .map(host -> host.path("name").asText())
                .toList();
    }

    /** Those that run by the resources' word are those in the group, and those that have the name. */
    private void assertRunning(List<String> members) {
        await().atMost(LONGEST)
                .untilAsserted(() -> assertThat(kpool.list("spawns", "kpool.io/group=kept").stream()
                                .filter(GroupSoakIT::runs)
                                .map(spawn -> spawn.at("/status/pid").asText()))
                        .containsExactlyInAnyOrderElementsOf(members));
    }

    private static boolean runs(JsonNode spawn) {
        return "True".equals(condition(spawn, "Started").path("status").asText())
                && "Unknown".equals(condition(spawn, "Succeeded").path("status").asText());
    }

    private static List<String> members(ProcessGroups groups) throws InterruptedException {
        return groups.getMembers("kept");
    }
}
