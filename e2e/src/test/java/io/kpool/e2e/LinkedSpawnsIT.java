package io.kpool.e2e;

import static io.kpool.e2e.Kpool.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Spawns on two hosts that are linked with each other. */
@ExtendWith(KpoolExtension.class)
class LinkedSpawnsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Kpool kpool;

    LinkedSpawnsIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @BeforeAll
    static void pool(Kpool kpool, @TempDir Path folder) throws IOException {
        UserCode.provide(kpool, Bound.class, folder);
        kpool.apply(UserCode.pool("demo"));
        kpool.await("nodepool/demo", "Ready", Duration.ofSeconds(60));
    }

    @Test
    void whoIsLinkedWithOneThatIsKilledIsKilledUnlessItTrapsExits() {
        // Given: the two that are linked wait for the one that comes last
        kpool.apply(Yaml.spawn("follower", "demo", "hostName: beta", "links: [victim]", bound("stay", "")));
        kpool.apply(Yaml.spawn("trapping", "demo", "hostName: beta", "links: [victim]", bound("trap", "")));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(condition(kpool.get("spawn/follower"), "Placed")
                                .path("reason")
                                .asText())
                        .isEqualTo("PartnerNotStarted"));
        kpool.apply(Yaml.spawn("victim", "demo", "hostName: alpha", bound("stay", "")));
        kpool.await("spawn/follower", "Started", SOON);
        kpool.await("spawn/trapping", "Started", SOON);

        // When
        String victim = kpool.get("spawn/victim").at("/status/pid").asText();
        kpool.apply(Yaml.spawn("killer", "demo", bound("kill", '"' + victim + '"')));

        // Then
        assertThat(ended("victim")).isEqualTo("killed");
        assertThat(ended("follower")).isEqualTo("killed");
        assertThat(ended("trapping")).isEqualTo("normal");
        assertThat(kpool.get("spawn/trapping").at("/status/result").asText())
                .contains(victim)
                .contains("killed");
    }

    @Test
    void whoIsToBeLinkedWithOneThatHasEndedDoesNotStart() {
        kpool.apply(Yaml.spawn("brief", "demo", "command: {argv: [date]}"));
        kpool.await("spawn/brief", "Succeeded", SOON);

        kpool.apply(Yaml.spawn("late", "demo", "links: [brief]", "command: {argv: [date]}"));

        assertThat(ended("late")).isEqualTo("noproc");
        assertThat(kpool.get("spawn/late").at("/status/pid").asText()).isEmpty();
    }

    private static String bound(String function, String arguments) {
        return Yaml.java(Bound.class.getName(), function, arguments);
    }

    private String ended(String name) {
        JsonNode spawn = await().atMost(SOON)
                .until(
                        () -> kpool.get("spawn/" + name),
                        any -> any.at("/status/exit/reason").isTextual());
        return spawn.at("/status/exit/reason").asText();
    }
}
