package io.kpool.operator.agent;

import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.InventoryEntry;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.LoadReport;
import io.kpool.pool.Pid;
import io.kpool.pool.RefusalReason;
import io.kpool.pool.RequestId;
import io.kpool.pool.SessionId;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.StopOrder;
import io.kpool.pool.WorkerReport;
import io.kpool.protocol.agent.Load;
import io.kpool.protocol.agent.Signal;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Between the messages of the wire and the domain's words. What a worker says wrong is an IllegalArgumentException. */
final class Wire {
    private Wire() {}

    /** What a frame says first: what the worker has, what has started or was refused. */
    static List<WorkerReport> beginnings(WorkerFrame frame) {
        List<WorkerReport> reports = new ArrayList<>();
        if (frame.getInventoryCount() > 0) {
            reports.add(new WorkerReport.Inventory(
                    frame.getInventoryList().stream().map(Wire::inventoryEntry).toList()));
        }
        if (frame.getInventoryDone()) {
            reports.add(new WorkerReport.InventoryDone());
        }
        addStarted(frame, reports);
        frame.getRefusedList()
                .forEach(refusal ->
                        reports.add(new WorkerReport.Refused(refusal.getCommand(), reason(refusal.getReason()))));
        return reports;
    }

    /** What it says last: what has ended, and how much there is to do. Between the two is what processes say. */
    static List<WorkerReport> ends(WorkerFrame frame) {
        List<WorkerReport> reports = new ArrayList<>();
        addReturned(frame, reports);
        frame.getExitedList()
                .forEach(exit -> reports.add(new WorkerReport.Exited(exit.getCommand(), exit.getSerial(), exit(exit))));
        frame.getUnkillableList().forEach(serial -> reports.add(new WorkerReport.Unkillable(serial)));
        if (frame.hasLoad()) {
            reports.add(load(frame.getLoad()));
        }
        return reports;
    }

    /** How many spawn commands a frame answers; one that started was answered before it exited. */
    static int answeredCommands(WorkerFrame frame) {
        long started = frame.getStartedCommandList().stream()
                .filter(command -> command > 0)
                .count();
        long failed = frame.getExitedList().stream()
                .filter(exit -> exit.getCommand() > 0 && !exit.getStarted())
                .count();
        return Math.toIntExact(started + failed + frame.getRefusedCount());
    }

    static Spawn spawn(Spawn what, long command, RequestId request) {
        return what.toBuilder()
                .setCommand(command)
                .setRequest(requestId(request))
                .build();
    }

    /** What is to be run, if that is so of it from its first moment on. */
    static Spawn spawn(Spawn what, FirstMoment moment) {
        return what.toBuilder()
                .clearLink()
                .addAllLink(moment.partners().stream().map(Pid::toString).toList())
                .clearMembership()
                .addAllMembership(
                        moment.memberships().stream().map(MembershipWire::write).toList())
                .build();
    }

    static FirstMoment firstMoment(Spawn what) {
        return what.getLinkCount() + what.getMembershipCount() == 0
                ? FirstMoment.ALONE
                : new FirstMoment(
                        what.getLinkList().stream().map(Pid::parse).collect(Collectors.toSet()),
                        what.getMembershipList().stream()
                                .map(MembershipWire::read)
                                .toList());
    }

    static Signal signal(long serial, StopOrder order) {
        return Signal.newBuilder()
                .setSerial(serial)
                .setReason(io.kpool.protocol.process.ExitReason.valueOf(
                        order.reason().name()))
                .setGraceMillis((int) Math.min(order.graceMillis(), Integer.MAX_VALUE))
                .build();
    }

    static io.kpool.protocol.agent.RequestId requestId(RequestId request) {
        return switch (request) {
            case SpawnAttempt(String uid, int attempt) ->
                io.kpool.protocol.agent.RequestId.newBuilder()
                        .setSpawn(io.kpool.protocol.agent.SpawnAttempt.newBuilder()
                                .setUid(uid)
                                .setAttempt(attempt))
                        .build();
            case LiveRequest(var session, long number, long digest) ->
                io.kpool.protocol.agent.RequestId.newBuilder()
                        .setLive(io.kpool.protocol.agent.LiveRequest.newBuilder()
                                .setSessionEpoch(session.epoch())
                                .setSession(session.number())
                                .setNumber(number)
                                .setDigest(digest))
                        .build();
        };
    }

    private static void addStarted(WorkerFrame frame, List<WorkerReport> reports) {
        int count = frame.getStartedCommandCount();
        requireSameLength(count, frame.getStartedSerialCount());
        for (int i = 0; i < count; i++) {
            reports.add(new WorkerReport.Started(frame.getStartedCommand(i), frame.getStartedSerial(i)));
        }
    }

    private static void addReturned(WorkerFrame frame, List<WorkerReport> reports) {
        int count = frame.getReturnedSerialCount();
        requireSameLength(count, frame.getReturnedMillisCount());
        for (int i = 0; i < count; i++) {
            Exit exit = Exit.of(ExitReason.NORMAL, "", frame.getReturnedMillis(i));
            reports.add(new WorkerReport.Exited(0, frame.getReturnedSerial(i), exit));
        }
    }

    private static void requireSameLength(int one, int other) {
        if (one != other) {
            throw new IllegalArgumentException("columns of different lengths: " + one + " and " + other);
        }
    }

    private static InventoryEntry inventoryEntry(io.kpool.protocol.agent.InventoryEntry entry) {
        return new InventoryEntry(entry.getSerial(), requestId(entry.getRequest()), progress(entry));
    }

    private static InventoryEntry.Progress progress(io.kpool.protocol.agent.InventoryEntry entry) {
        if (entry.hasExit()) {
            return new InventoryEntry.Exited(entry.getStartedMillis(), exit(entry.getExit()));
        }
        if (entry.getStartedMillis() == 0) {
            return new InventoryEntry.Accepted();
        }
        return entry.getUnkillable()
                ? new InventoryEntry.Unkillable(entry.getStartedMillis())
                : new InventoryEntry.Running(entry.getStartedMillis());
    }

    private static RequestId requestId(io.kpool.protocol.agent.RequestId request) {
        return switch (request.getByCase()) {
            case SPAWN ->
                new SpawnAttempt(request.getSpawn().getUid(), request.getSpawn().getAttempt());
            case LIVE -> live(request.getLive());
            case BY_NOT_SET -> throw new IllegalArgumentException("a process that nobody asked for");
        };
    }

    private static LiveRequest live(io.kpool.protocol.agent.LiveRequest request) {
        return new LiveRequest(
                new SessionId(request.getSessionEpoch(), request.getSession()),
                request.getNumber(),
                request.getDigest());
    }

    private static Exit exit(io.kpool.protocol.agent.Exit exit) {
        return new Exit(
                reason(exit.getReason()),
                exit.getCode(),
                exit.getMessage(),
                exit.getResult().toStringUtf8(),
                exit.getEndedMillis());
    }

    private static ExitReason reason(io.kpool.protocol.process.ExitReason reason) {
        return switch (reason) {
            case NORMAL -> ExitReason.NORMAL;
            case EXIT_CODE -> ExitReason.EXIT_CODE;
            case EXCEPTION -> ExitReason.EXCEPTION;
            case KILLED -> ExitReason.KILLED;
            case SHUTDOWN -> ExitReason.SHUTDOWN;
            case DEADLINE -> ExitReason.DEADLINE;
            case UNDEFINED_FUNCTION -> ExitReason.UNDEFINED_FUNCTION;
            case AMBIGUOUS_FUNCTION -> ExitReason.AMBIGUOUS_FUNCTION;
            case SPAWN_FAILED -> ExitReason.SPAWN_FAILED;
            case BAD_RESULT -> ExitReason.BAD_RESULT;
            case NOCONNECTION -> ExitReason.NOCONNECTION;
            case NOPROC -> ExitReason.NOPROC;
            case EXIT -> ExitReason.EXIT;
            case EXIT_REASON_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("an exit without a known reason");
        };
    }

    private static RefusalReason reason(io.kpool.protocol.agent.RefusalReason reason) {
        return switch (reason) {
            case STALE_EPOCH -> RefusalReason.STALE_EPOCH;
            case NO_SLOT -> RefusalReason.NO_SLOT;
            case ALREADY_SEEN -> RefusalReason.ALREADY_SEEN;
            case NOT_SERVING -> RefusalReason.NOT_SERVING;
            case REFUSAL_REASON_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a refusal without a known reason");
        };
    }

    private static LoadReport load(Load load) {
        return new LoadReport(
                load.getSequence(),
                load.getLastCommand(),
                load.getRunQueueMilli(),
                load.getProcesses(),
                load.getSlotsUsed());
    }
}
