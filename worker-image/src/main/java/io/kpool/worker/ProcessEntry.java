package io.kpool.worker;

import com.google.protobuf.ByteString;
import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.RequestId;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.Membership;
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
    private static final int MOST_LINKS = 600;
    private static final int WIRE_FIELD = 4;
    // What else an entry of the inventory holds of a process that runs is small: it stays smaller than a page.
    private static final int LARGEST = InventoryPages.LARGEST_PAGE - 4 * 1024;

    private final Pid pid;
    private final RequestId request;
    private final int deadlineSeconds;
    // Most processes have neither.
    private List<Future<?>> timers = List.of();
    private Set<String> links = Set.of();
    private int linkBytes;
    private final Memberships memberships = new Memberships();
    private final Unanswered unanswered = new Unanswered();
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
    ProcessEntry(Pid pid, Spawn spawn) {
        this.pid = pid;
        this.request = spawn.getRequest();
        this.deadlineSeconds = spawn.getDeadlineSeconds();
        this.command = spawn.getCommand();
        spawn.getLinkList().forEach(this::link);
    }

    Pid pid() {
        return pid;
    }

    long serial() {
        return pid.serial();
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
        if (links.contains(pid)) {
            return true;
        }
        int bytes = WIRE_FIELD + pid.length();
        if (links.size() >= MOST_LINKS || !isSmall(bytes)) {
            return false;
        }
        linkBytes += bytes;
        return links.add(pid);
    }

    private boolean isSmall(int more) {
        return linkBytes + memberships.bytes() + WIRE_FIELD * Memberships.MOST + more <= LARGEST;
    }

    /** Whether it was linked with that one, and is no longer. */
    boolean unlink(String pid) {
        boolean known = !links.isEmpty() && links.remove(pid);
        linkBytes -= known ? WIRE_FIELD + pid.length() : 0;
        return known;
    }

    Memberships memberships() {
        return memberships;
    }

    /** It stands so often there now; whether there is room to keep that. */
    boolean stands(Membership now) {
        if (now.getCount() > 0 && !(memberships.hasRoomFor(now.getKey()) && isSmall(now.getSerializedSize()))) {
            return false;
        }
        memberships.record(now);
        return true;
    }

    /** The calls that it got and has yet to answer. */
    Unanswered unanswered() {
        return unanswered;
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
        linkBytes = 0;
        memberships.clear();
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
                .setSerial(serial())
                .setReason(outcome.reason())
                .setCode(outcome.code())
                .setMessage(outcome.message())
                .setResult(outcome.result())
                .setEndedMillis(endedMillis)
                .setStarted(startedMillis > 0);
    }

    InventoryEntry inventory() {
        InventoryEntry.Builder entry = InventoryEntry.newBuilder()
                .setSerial(serial())
                .setRequest(request)
                .setStartedMillis(startedMillis)
                .setUnkillable(unkillable)
                .addAllLink(links)
                .addAllMembership(memberships.all());
        if (hasEnded()) {
            entry.setExit(exitBuilder());
        }
        return entry.build();
    }
}
