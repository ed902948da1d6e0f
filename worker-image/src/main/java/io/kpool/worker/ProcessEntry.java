package io.kpool.worker;

import com.google.protobuf.ByteString;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.RequestId;
import io.kpool.protocol.agent.Spawn;
import io.kpool.worker.process.Outcome;
import io.kpool.worker.process.RunningProcess;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/** A process that the worker has, or had and must still account for; confined to the loop. */
final class ProcessEntry {
    // An entry of the inventory stays smaller than a page of it, whatever the pids are like.
    private static final int MOST_LINKS = 600;

    private final long serial;
    private final RequestId request;
    private final int deadlineSeconds;
    // Most processes have neither.
    private List<Future<?>> timers = List.of();
    private Set<String> links = Set.of();
    // Of the stream that is open now; 0: it was asked for on an earlier one.
    private long command;
    private RunningProcess process;
    private long startedMillis;
    // None: it was not told to end.
    private EndOrder ending;
    private boolean unkillable;
    private boolean disowned;
    private Outcome outcome;
    private long endedMillis;

    /** What is to be run is not kept: it is not needed any more, and may be large. */
    ProcessEntry(long serial, Spawn spawn) {
        this.serial = serial;
        this.request = spawn.getRequest();
        this.deadlineSeconds = spawn.getDeadlineSeconds();
        this.command = spawn.getCommand();
        spawn.getLinkList().forEach(this::link);
    }

    long serial() {
        return serial;
    }

    long command() {
        return command;
    }

    RequestId request() {
        return request;
    }

    int deadlineSeconds() {
        return deadlineSeconds;
    }

    /** It is of a life of this worker that is over. */
    void disown() {
        disowned = true;
    }

    boolean isDisowned() {
        return disowned;
    }

    boolean hasEnded() {
        return outcome != null;
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

    /** Whether it is linked with that one now; it is not when it has too many links. */
    boolean link(String pid) {
        if (links.isEmpty()) {
            links = new LinkedHashSet<>();
        }
        return links.contains(pid) || links.size() < MOST_LINKS && links.add(pid);
    }

    /** Whether it was linked with that one, and is no longer. */
    boolean unlink(String pid) {
        return !links.isEmpty() && links.remove(pid);
    }

    /** From now on it ends for that reason; a kill goes before all others. */
    void endsFor(EndOrder order) {
        if (!isEnding() || order.isKill()) {
            ending = order;
        }
    }

    private boolean isEnding() {
        return ending != null;
    }

    void becameUnkillable() {
        unkillable = true;
    }

    void timer(Future<?> timer) {
        if (timers.isEmpty()) {
            timers = new ArrayList<>(2);
        }
        timers.add(timer);
    }

    void cancelTimers() {
        timers.forEach(timer -> timer.cancel(false));
        timers = List.of();
    }

    void ended(Outcome how, long millis) {
        outcome = isEnding() ? new Outcome(ending.reason(), how.code(), message(how), ByteString.EMPTY) : how;
        endedMillis = millis;
        process = null;
        links = Set.of();
        unkillable = false;
    }

    private String message(Outcome how) {
        // How it took being told to end is of no interest.
        boolean said = startedMillis > 0 || !ending.message().isEmpty();
        return said ? ending.message() : how.message();
    }

    /** Whether there is nothing to be said of its end but when that was. */
    boolean hasJustReturned() {
        return startedMillis > 0 && outcome.equals(Outcome.RETURNED_NOTHING);
    }

    long endedMillis() {
        return endedMillis;
    }

    /** How it ended, for the stream that is open now. */
    Exit exit() {
        return exitBuilder().setCommand(command).build();
    }

    private Exit.Builder exitBuilder() {
        return Exit.newBuilder()
                .setSerial(serial)
                .setReason(outcome.reason())
                .setCode(outcome.code())
                .setMessage(outcome.message())
                .setResult(outcome.result())
                .setEndedMillis(endedMillis)
                .setStarted(startedMillis > 0);
    }

    InventoryEntry inventory() {
        InventoryEntry.Builder entry = InventoryEntry.newBuilder()
                .setSerial(serial)
                .setRequest(request)
                .setStartedMillis(startedMillis)
                .setUnkillable(unkillable)
                .addAllLink(links);
        if (hasEnded()) {
            entry.setExit(exitBuilder());
        }
        return entry.build();
    }
}
