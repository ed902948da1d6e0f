package io.kpool.operator.spawn;

import io.kpool.crd.Exit;
import io.kpool.crd.SpawnConditions;
import io.kpool.crd.SpawnReasons;
import io.kpool.crd.SpawnStatus;
import io.kpool.crd.SpawnStatusBuilder;
import io.kpool.operator.conditions.Conditions;
import io.kpool.pool.Assignment;
import io.kpool.pool.ExitReason;
import io.kpool.pool.Pid;
import io.kpool.pool.RecordedStart;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Says in a status what became of a Spawn. Pure. */
final class SpawnStatusFactory {
    private static final String BY_SPEC = "spec.desiredState is Stopped";

    private final SpawnView view;

    SpawnStatusFactory(SpawnView view) {
        this.view = view;
    }

    /** It has no place, for that reason. */
    SpawnStatus waiting(String reason, String message) {
        SpawnStatus before = view.status();
        return observed(before)
                .conditions(conditions()
                        .no(SpawnConditions.PLACED, reason, message)
                        .no(SpawnConditions.STARTED, SpawnReasons.NOT_STARTED, "")
                        .unknown(SpawnConditions.SUCCEEDED, reason, message)
                        .list())
                .build();
    }

    /** It gets no place, ever. */
    SpawnStatus refused(String reason, String message) {
        return observed(view.status())
                .completionTime(text(view.now()))
                .conditions(conditions()
                        .no(SpawnConditions.PLACED, reason, message)
                        .no(SpawnConditions.STARTED, SpawnReasons.NOT_STARTED, "")
                        .no(SpawnConditions.SUCCEEDED, reason, message)
                        .list())
                .build();
    }

    /** It can never start: one that it was to be linked with has ended. */
    SpawnStatus noProcess(String message) {
        return observed(view.status())
                .completionTime(text(view.now()))
                .exitOrNull(new Exit(ExitReason.NOPROC.text(), null, message))
                .conditions(conditions()
                        .no(SpawnConditions.PLACED, SpawnReasons.NO_PROCESS, message)
                        .no(SpawnConditions.STARTED, SpawnReasons.NOT_STARTED, "")
                        .no(SpawnConditions.SUCCEEDED, SpawnReasons.NO_PROCESS, message)
                        .list())
                .build();
    }

    SpawnStatus placed(Assignment assignment, int attempt) {
        String host = assignment.worker().host();
        String where = "on host " + host;
        return observed(view.status())
                .assignmentOrNull(new io.kpool.crd.Assignment(
                        host, assignment.worker().incarnation(), attempt, assignment.epoch()))
                .attempts(attempt)
                .hostName(host)
                .nodeName(view.pool().nodeOf(host))
                .pid("")
                .startTime("")
                .exitOrNull(null)
                .result("")
                .conditions(conditions()
                        .yes(SpawnConditions.PLACED, SpawnReasons.ASSIGNED, where)
                        .no(SpawnConditions.STARTED, SpawnReasons.DISPATCHED, "sent to its worker")
                        .unknown(SpawnConditions.SUCCEEDED, SpawnReasons.DISPATCHED, "sent to its worker")
                        .list())
                .build();
    }

    SpawnStatus running(Pid pid, long startedMillis, String message) {
        return started(new RecordedStart.StartedAs(pid, startedMillis))
                .conditions(conditions()
                        .yes(SpawnConditions.PLACED, SpawnReasons.ASSIGNED, "on host " + pid.host())
                        .yes(SpawnConditions.STARTED, SpawnReasons.RUNNING, "")
                        .unknown(SpawnConditions.SUCCEEDED, SpawnReasons.RUNNING, message)
                        .list())
                .build();
    }

    /** It ended, for good. */
    SpawnStatus ended(RecordedStart start, io.kpool.pool.Exit exit) {
        boolean stopped = view.wantsEnd() && isByOrder(exit.reason());
        String reason = stopped ? SpawnReasons.STOPPED : conditionReason(exit.reason());
        String message = stopped && exit.message().isEmpty() ? BY_SPEC : message(exit);
        Conditions conditions = startedOrNot(placed(), start);
        return exited(start, exit)
                .completionTime(text(view.now()))
                .result(exit.result())
                .conditions(
                        exit.reason().isSuccess()
                                ? conditions
                                        .yes(SpawnConditions.SUCCEEDED, reason, message)
                                        .list()
                                : conditions
                                        .no(SpawnConditions.SUCCEEDED, reason, message)
                                        .list())
                .build();
    }

    /** It ended, and is to be tried again, not yet for that reason. */
    SpawnStatus retrying(RecordedStart start, io.kpool.pool.Exit exit, String reason) {
        return resting(exited(start, exit), start, reason);
    }

    /** What was uncertain when it ended is not any more: its worker has ended. */
    SpawnStatus certain() {
        return resting(observed(view.status()), view.recordedStart(), SpawnReasons.BACK_OFF);
    }

    private SpawnStatus resting(SpawnStatusBuilder status, RecordedStart start, String reason) {
        Exit exit = status.exitOrNull();
        String ended = "attempt " + status.attempts() + " ended with " + exit.reason();
        String message = exit.message().isEmpty() ? ended : ended + ": " + exit.message();
        return status.conditions(startedOrNot(conditions().no(SpawnConditions.PLACED, reason, message), start)
                        .unknown(SpawnConditions.SUCCEEDED, reason, message)
                        .list())
                .build();
    }

    /** It was stopped while nothing of it ran. */
    SpawnStatus stoppedAtRest() {
        SpawnStatus before = view.status();
        return observed(before)
                .completionTime(text(view.now()))
                .exitOrNull(before.exit().orElseGet(() -> new Exit(ExitReason.SHUTDOWN.text(), null, "")))
                .conditions(conditions()
                        .no(SpawnConditions.PLACED, SpawnReasons.STOPPED, "")
                        .no(SpawnConditions.STARTED, SpawnReasons.NOT_STARTED, "")
                        .no(SpawnConditions.SUCCEEDED, SpawnReasons.STOPPED, BY_SPEC + "; nothing of it ran")
                        .list())
                .build();
    }

    private Conditions placed() {
        return conditions()
                .yes(
                        SpawnConditions.PLACED,
                        SpawnReasons.ASSIGNED,
                        "on host " + view.status().hostName());
    }

    private SpawnStatusBuilder exited(RecordedStart start, io.kpool.pool.Exit exit) {
        Integer code = exit.reason() == ExitReason.EXIT_CODE ? (Integer) exit.code() : null;
        return started(start).exitOrNull(new Exit(exit.reason().text(), code, exit.message()));
    }

    private SpawnStatusBuilder started(RecordedStart start) {
        SpawnStatusBuilder builder = observed(view.status());
        return switch (start) {
            case RecordedStart.StartedAs(Pid pid, long millis) ->
                builder.pid(pid.toString()).startTime(text(Instant.ofEpochMilli(millis)));
            case RecordedStart.NotStarted() -> builder;
        };
    }

    private static Conditions startedOrNot(Conditions conditions, RecordedStart start) {
        return switch (start) {
            case RecordedStart.StartedAs _ -> conditions.yes(SpawnConditions.STARTED, SpawnReasons.ENDED, "");
            case RecordedStart.NotStarted() ->
                conditions.no(SpawnConditions.STARTED, SpawnReasons.NOT_STARTED, "it ended before user code");
        };
    }

    private static String message(io.kpool.pool.Exit exit) {
        return exit.reason() == ExitReason.EXIT_CODE && exit.message().isEmpty()
                ? "exited with code " + exit.code()
                : exit.message();
    }

    private static boolean isByOrder(ExitReason reason) {
        return reason == ExitReason.SHUTDOWN || reason == ExitReason.KILLED;
    }

    private static String conditionReason(ExitReason reason) {
        return switch (reason) {
            case NORMAL -> SpawnReasons.COMPLETED;
            case EXIT_CODE -> SpawnReasons.EXIT_CODE;
            case EXCEPTION -> SpawnReasons.EXCEPTION;
            case KILLED -> SpawnReasons.KILLED;
            case SHUTDOWN -> SpawnReasons.SHUTDOWN;
            case DEADLINE -> SpawnReasons.DEADLINE_EXCEEDED;
            case UNDEFINED_FUNCTION -> SpawnReasons.UNDEFINED_FUNCTION;
            case AMBIGUOUS_FUNCTION -> SpawnReasons.AMBIGUOUS_FUNCTION;
            case SPAWN_FAILED -> SpawnReasons.SPAWN_FAILED;
            case BAD_RESULT -> SpawnReasons.BAD_RESULT;
            case NOCONNECTION -> SpawnReasons.NO_CONNECTION;
            case NOPROC -> SpawnReasons.NO_PROCESS;
            case EXIT -> SpawnReasons.EXIT_SIGNAL;
        };
    }

    private SpawnStatusBuilder observed(SpawnStatus before) {
        return SpawnStatusBuilder.builder(before)
                .observedGeneration(view.spawn().getMetadata().getGeneration());
    }

    private Conditions conditions() {
        return Conditions.after(
                view.status().conditions(), view.spawn().getMetadata().getGeneration(), view.now());
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
