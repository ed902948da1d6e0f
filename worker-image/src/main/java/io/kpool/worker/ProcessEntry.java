package io.kpool.worker;

import com.google.protobuf.ByteString;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.ExitReason;
import io.kpool.worker.process.Outcome;
import io.kpool.worker.process.RunningProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/** A process that the worker has, or had and must still account for; confined to the loop. */
final class ProcessEntry {
    private final long serial;
    private final Spawn spawn;
    private final List<Future<?>> timers = new ArrayList<>();
    // Of the stream that is open now; 0: it was asked for on an earlier one.
    private long command;
    private RunningProcess process;
    private long startedMillis;
    // Why it was told to end; unspecified: it was not.
    private ExitReason ending = ExitReason.EXIT_REASON_UNSPECIFIED;
    private boolean unkillable;
    private Exit exit;

    ProcessEntry(long serial, Spawn spawn) {
        this.serial = serial;
        // What is run is not needed any more, and may be large.
        this.spawn = spawn.toBuilder().clearWhat().build();
        this.command = spawn.getCommand();
    }

    long serial() {
        return serial;
    }

    long command() {
        return command;
    }

    int deadlineSeconds() {
        return spawn.getDeadlineSeconds();
    }

    boolean hasEnded() {
        return exit != null;
    }

    void forgetCommand() {
        command = 0;
    }

    void runs(RunningProcess launched) {
        process = launched;
    }

    Optional<RunningProcess> process() {
        return Optional.ofNullable(process);
    }

    void started(long millis) {
        startedMillis = millis;
    }

    /** From now on it ends for that reason; a kill goes before all others. */
    void endsFor(ExitReason reason) {
        if (!isEnding() || reason == ExitReason.KILLED) {
            ending = reason;
        }
    }

    private boolean isEnding() {
        return ending != ExitReason.EXIT_REASON_UNSPECIFIED;
    }

    void becameUnkillable() {
        unkillable = true;
    }

    void timer(Future<?> timer) {
        timers.add(timer);
    }

    void cancelTimers() {
        timers.forEach(timer -> timer.cancel(false));
        timers.clear();
    }

    Exit ended(Outcome outcome, long millis) {
        exit = Exit.newBuilder()
                .setSerial(serial)
                .setReason(isEnding() ? ending : outcome.reason())
                .setCode(outcome.code())
                .setMessage(message(outcome))
                .setResult(isEnding() ? ByteString.EMPTY : outcome.result())
                .setEndedMillis(millis)
                .setStarted(startedMillis > 0)
                .build();
        process = null;
        unkillable = false;
        return exit;
    }

    private String message(Outcome outcome) {
        if (ending == ExitReason.DEADLINE) {
            return "it ran longer than its deadline of " + deadlineSeconds() + " s";
        }
        // How it took being told to end is of no interest.
        return isEnding() && startedMillis > 0 ? "" : outcome.message();
    }

    InventoryEntry inventory() {
        InventoryEntry.Builder entry = InventoryEntry.newBuilder()
                .setSerial(serial)
                .setRequest(spawn.getRequest())
                .setStartedMillis(startedMillis)
                .setUnkillable(unkillable);
        if (exit != null) {
            entry.setExit(exit);
        }
        return entry.build();
    }
}
