package io.kpool.operator.processgroup;

import io.kpool.crd.Exit;
import io.kpool.crd.ExitReasons;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnStatus;
import io.kpool.operator.nodepool.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * A process that a group was to keep alive, as its Spawn tells of it. Pure.
 *
 * @param isCurrent whether it was made from the template as that is now
 */
record Member(Spawn spawn, boolean isCurrent) {
    /** Who ran for less than this ended quickly. */
    static final Duration QUICKLY = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(300);
    private static final int MOST_DOUBLINGS = 9;

    /** It did nothing wrong: its worker was lost, or drained. */
    private static final Set<String> BLAMELESS = Set.of(ExitReasons.NO_CONNECTION, ExitReasons.SHUTDOWN);

    /** Who is dispensable first: those that do not run, then the newest. */
    static final Comparator<Member> DISPENSABLE_FIRST = Comparator.comparing(Member::isRunning)
            .thenComparing(Member::created, Comparator.reverseOrder())
            .thenComparing(Member::name, Comparator.reverseOrder());

    String name() {
        return spawn.getMetadata().getName();
    }

    String uid() {
        return spawn.getMetadata().getUid();
    }

    private SpawnStatus status() {
        return spawn.lastStatus();
    }

    private Instant created() {
        return Instant.parse(spawn.getMetadata().getCreationTimestamp());
    }

    /** It runs, or will. */
    boolean isAlive() {
        return !status().finished();
    }

    boolean isRunning() {
        return isAlive() && !status().pid().isEmpty() && status().exit().isEmpty();
    }

    boolean hasFailed() {
        return status().finished()
                && status().exit()
                        .map(Exit::reason)
                        .filter(ExitReasons.NORMAL::equals)
                        .isEmpty();
    }

    /** Whether the next one in its place has to wait. */
    boolean endedQuickly() {
        return status().finished() && isCurrent && !isBlameless() && ran().compareTo(QUICKLY) < 0;
    }

    private boolean isBlameless() {
        return status().exit().map(Exit::reason).filter(BLAMELESS::contains).isPresent();
    }

    private Duration ran() {
        return status().startTime().isEmpty()
                ? Duration.ZERO
                : Duration.between(Instant.parse(status().startTime()), ended());
    }

    /** Of one that is finished. */
    Instant ended() {
        return Instant.parse(status().completionTime());
    }

    /** When the next one in its place may start: a second after its end, twice as long for each before it. */
    Instant nextAfter() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures(), MOST_DOUBLINGS));
        return ended().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    /** How many before it, in its place, ended quickly in a row. */
    int failures() {
        try {
            return Math.max(0, Integer.parseInt(annotation(Labels.FAILURES).orElse("0")));
        } catch (NumberFormatException e) {
            // Somebody's edit.
            return 0;
        }
    }

    /** In whose place it is. */
    Optional<String> replaces() {
        return annotation(Labels.REPLACES);
    }

    private Optional<String> annotation(String name) {
        return Optional.ofNullable(spawn.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(name))
                .filter(value -> !value.isEmpty());
    }

    /** How it ended, or why it does not run, for a person. */
    String story() {
        return status().exit()
                .map(Member::text)
                .orElseGet(() -> status().conditions().stream()
                        .filter(condition -> "False".equals(condition.getStatus()))
                        .findFirst()
                        .map(condition -> condition.getReason() + ": " + condition.getMessage())
                        .orElse("it was just made"));
    }

    private static String text(Exit exit) {
        String ended = "it ended with " + exit.reason();
        return exit.message().isEmpty() ? ended : ended + ": " + exit.message();
    }
}
