package io.kpool.operator.processgroup;

import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupConditions;
import io.kpool.crd.ProcessGroupReasons;
import io.kpool.crd.ProcessGroupStatus;
import io.kpool.operator.conditions.Conditions;
import io.kpool.operator.events.ResourceEvents.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Writes a group's status where that is worth it: its condition at once, what else changed every five seconds. */
final class GroupReports {
    static final Duration EVERY = Duration.ofSeconds(5);

    private static final Set<String> WARNINGS = Set.of(ProcessGroupReasons.BACK_OFF, ProcessGroupReasons.NAME_TAKEN);

    private final Teller events;
    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    /** Tells people. */
    interface Teller {
        void tell(ProcessGroup group, Happening happening, Instant now);
    }

    GroupReports(Teller events) {
        this.events = events;
    }

    /**
     * What there is to tell.
     *
     * @param lookAgain when to look again at the latest; {@link Instant#MAX}: no need to
     */
    record Report(ProcessGroup group, ProcessGroupStatus next, Instant lookAgain, Instant now) {

        UpdateControl<ProcessGroup> nextLook() {
            UpdateControl<ProcessGroup> control = UpdateControl.noUpdate();
            return lookAgain.equals(Instant.MAX)
                    ? control
                    : control.rescheduleAfter(Duration.between(now, lookAgain).plusMillis(1));
        }

        Report by(Instant due) {
            return due.isBefore(lookAgain) ? new Report(group, next, due, now) : this;
        }
    }

    /** @param write writes the status of a group that is as it was read, else fails */
    UpdateControl<ProcessGroup> tell(Report report, Consumer<ProcessGroup> write) {
        ProcessGroup group = report.group();
        ProcessGroupStatus last = group.lastStatus();
        if (report.next().equals(last)) {
            return report.nextLook();
        }
        String uid = group.getMetadata().getUid();
        Instant due = written.getOrDefault(uid, Instant.EPOCH).plus(EVERY);
        boolean isNews = isNews(last, report.next());
        if (!isNews && report.now().isBefore(due)) {
            return report.by(due).nextLook();
        }
        write.accept(withStatus(group, report.next()));
        written.put(uid, report.now());
        happening(last, report.next()).ifPresent(happening -> events.tell(group, happening, report.now()));
        return report.nextLook();
    }

    void forget(String uid) {
        written.remove(uid);
    }

    /** Whether it says something else, not only with other words or numbers. */
    static boolean isNews(ProcessGroupStatus last, ProcessGroupStatus next) {
        return last.observedGeneration().longValue() != next.observedGeneration()
                || !reason(last).equals(reason(next));
    }

    private static Optional<Happening> happening(ProcessGroupStatus last, ProcessGroupStatus next) {
        if (reason(last).equals(reason(next))) {
            return Optional.empty();
        }
        return ready(next)
                .map(ready -> WARNINGS.contains(ready.getReason())
                        ? Happening.warning(ready.getReason(), ready.getMessage())
                        : Happening.normal(ready.getReason(), note(ready)));
    }

    private static String note(Condition ready) {
        return ready.getMessage().isEmpty() ? "Ready is " + ready.getStatus() + "." : ready.getMessage();
    }

    private static String reason(ProcessGroupStatus status) {
        return ready(status).map(Condition::getReason).orElse("");
    }

    private static Optional<Condition> ready(ProcessGroupStatus status) {
        return Conditions.of(ProcessGroupConditions.READY, status.conditions());
    }

    private static ProcessGroup withStatus(ProcessGroup group, ProcessGroupStatus status) {
        ProcessGroup fresh = new ProcessGroup();
        fresh.setMetadata(group.getMetadata());
        fresh.setSpec(group.getSpec());
        fresh.setStatus(status);
        return fresh;
    }
}
