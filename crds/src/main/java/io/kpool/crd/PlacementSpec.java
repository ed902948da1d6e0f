package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/** How a pool chooses a host for a process, and what happens when none has room. */
@ResourcePart
@RecordBuilder
public record PlacementSpec(
        @Default("LeastLoaded")
        @JsonPropertyDescription(
                "LeastLoaded: the host with the lowest load. Rotation: the rotating list of Erlang's pool, exactly. Packed: the fullest host that still has a slot.")
        PlacementStrategy strategy,

        @Default("Wait")
        @JsonPropertyDescription(
                "Wait: what finds no free slot waits for one; Spawns without limit, live callers as queueLimit and queueTimeoutSeconds say. Fail: it fails at once.")
        WhenFull whenFull,

        @Default("10000")
        @Min(0)
        @Max(1_000_000)
        @JsonPropertyDescription(
                "How many live requests wait for a slot at most; a further one fails with no_capacity.")
        Integer queueLimit,

        @Default("60")
        @Min(1)
        @Max(86_400)
        @JsonPropertyDescription("How many seconds a live request waits for a slot at most.")
        Integer queueTimeoutSeconds) {
    /** What is in force when a pool says nothing. */
    public static final PlacementSpec DEFAULT = new PlacementSpec(null, null, null, null);

    public PlacementSpec {
        strategy = Absent.or(strategy, PlacementStrategy.LeastLoaded);
        whenFull = Absent.or(whenFull, WhenFull.Wait);
        queueLimit = Absent.or(queueLimit, 10_000);
        queueTimeoutSeconds = Absent.or(queueTimeoutSeconds, 60);
    }

    public Duration queueTimeout() {
        return Duration.ofSeconds(queueTimeoutSeconds);
    }
}
