package io.kpool.operator.conditions;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The conditions of one object's next status, in the order in which they are set. A condition whose status stays keeps
 * its {@code lastTransitionTime}; every one carries the generation that it was judged by.
 */
public final class Conditions {
    private static final int LONGEST_MESSAGE = 4096;

    private final List<Condition> previous;
    private final long generation;
    private final String now;
    private final List<Condition> next = new ArrayList<>();

    private Conditions(List<Condition> previous, long generation, Instant now) {
        this.previous = List.copyOf(previous);
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Starts from the conditions that the object has; those not set again are dropped. */
    public static Conditions after(List<Condition> previous, long generation, Instant now) {
        return new Conditions(previous, generation, now);
    }

    public Conditions yes(String type, String reason, String message) {
        return set(type, "True", reason, message);
    }

    public Conditions no(String type, String reason, String message) {
        return set(type, "False", reason, message);
    }

    /** Neither true nor false yet. */
    public Conditions unknown(String type, String reason, String message) {
        return set(type, "Unknown", reason, message);
    }

    public List<Condition> list() {
        return List.copyOf(next);
    }

    private Conditions set(String type, String status, String reason, String message) {
        if (reason.isEmpty()) {
            throw new IllegalArgumentException("condition " + type + " needs a reason");
        }
        next.add(new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE))
                .withObservedGeneration(generation)
                .withLastTransitionTime(of(type, previous)
                        .filter(before -> before.getStatus().equals(status))
                        .map(Condition::getLastTransitionTime)
                        .filter(Objects::nonNull)
                        .orElse(now))
                .build());
        return this;
    }

    /** The condition of that type, if there is one. */
    public static Optional<Condition> of(String type, List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }
}
