package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How the workers of a pool are replaced when what they are made from has changed. */
@ResourcePart
public record UpdateStrategy(
        @Default("RollingUpdate")
        @JsonPropertyDescription(
                "RollingUpdate: the operator replaces the workers, draining each first. OnDelete: a worker is replaced when its pod was deleted.")
        UpdateStrategyType type,

        @Default("1")
        @Min(1)
        @Max(Limits.HOSTS)
        @JsonPropertyDescription("How many hosts may be away at once during a rolling update.")
        Integer maxUnavailable) {
    /** What is in force when a pool says nothing. */
    public static final UpdateStrategy DEFAULT = new UpdateStrategy(null, null);

    public UpdateStrategy {
        type = Absent.or(type, UpdateStrategyType.RollingUpdate);
        maxUnavailable = Absent.or(maxUnavailable, 1);
    }
}
