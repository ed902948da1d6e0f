package io.kpool.worker;

import com.google.protobuf.ByteString;
import io.kpool.pool.Pid;
import io.kpool.pool.directory.Node;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.RefusalReason;
import io.kpool.protocol.agent.RequestId;
import io.kpool.protocol.agent.Signal;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.ExitReason;
import io.kpool.worker.process.Exchange;
import io.kpool.worker.process.Outcome;
import io.kpool.worker.process.ProcessLauncher;
import io.kpool.worker.process.ProcessObserver;
import io.kpool.worker.process.RunningProcess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of this worker: those that run, and those that ended and whose exits are not acknowledged. Confined to
 * the loop.
 */
final class Processes {
    private final ProcessLauncher launcher;
    private final InstantSource clock;
    private final Termination termination;
    private final Exchanges exchanges;
    private final Happenings happenings;
    private final Outputs outputs;
    private final Map<Long, ProcessEntry> entries = new LinkedHashMap<>();
    private Reports reports = Reports.NONE;
    private long lastSerial;
    private int running;

    /** @param here the host that this is */
    Processes(Footing footing, ProcessLauncher launcher, Timing timing, Node here) {
        this.launcher = launcher;
        this.clock = footing.clock();
        this.termination = new Termination(footing.loop(), timing);
        this.happenings = new Happenings(footing.loop());
        this.outputs = new Outputs(happenings, entries);
        this.exchanges = new Exchanges(entries, happenings, termination, new Replicas(footing, happenings, here));
    }

    /** From now on reports go there: to the stream just opened, or nowhere. */
    void reportTo(Reports now) {
        reports = now;
        outputs.reportTo(now);
        termination.reportTo(now);
        exchanges.reportTo(now);
        entries.values().forEach(ProcessEntry::forgetCommand);
    }

    int running() {
        return running;
    }

    /** How many run but for those launched after that one; what was disowned and cannot be ended runs too. */
    int runningUpTo(long serial) {
        long later = entries.values().stream()
                .filter(entry -> entry.serial() > serial && !entry.hasEnded())
                .count();
        return running - (int) later;
    }

    long lastSerial() {
        return lastSerial;
    }

    /** Whether the operator has acknowledged all exits, and nothing runs. */
    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<InventoryEntry> inventory() {
        return entries.values().stream().map(ProcessEntry::inventory).toList();
    }

    void refuse(Spawn spawn, RefusalReason reason) {
        reports.refused(spawn.getCommand(), reason);
    }

    void launch(Spawn spawn, WorkerName worker) {
        Pid pid = worker.pid(++lastSerial);
        var entry = new ProcessEntry(pid, spawn);
        entries.put(entry.serial(), entry);
        running++;
        try {
            RunningProcess process = launcher.prepare(spawn, pid, new Observer(entry));
            entry.runs(process);
            exchanges.begins(entry, spawn.getMembershipList());
            if (spawn.getFollow()) {
                outputs.follow(entry.serial(), process.output());
            }
            if (process.isResolved()) {
                started(entry, clock.millis());
            }
            process.launch();
        } catch (Throwable unforeseen) {
            // As when no thread can be had: that process ends, and the commands after it have their turn.
            ended(entry, failed(unforeseen), clock.millis());
        }
    }

    private static Outcome failed(Throwable launch) {
        return new Outcome(ExitReason.SPAWN_FAILED, 0, launch.toString(), ByteString.EMPTY);
    }

    void signal(Signal signal) {
        ProcessEntry entry = entries.get(signal.getSerial());
        if (entry != null) {
            termination.end(entry, EndOrder.of(signal.getReason(), Duration.ofMillis(signal.getGraceMillis())));
        }
    }

    /** What they have to do with others. */
    Exchanges exchanges() {
        return exchanges;
    }

    /** What they print. */
    Outputs outputs() {
        return outputs;
    }

    /** Ends all that run. */
    void endAll(ExitReason reason, Duration grace) {
        entries.values().forEach(entry -> termination.end(entry, EndOrder.of(reason, grace)));
    }

    /** Nobody asks any more for what ran here: what runs still has but its slot, and nothing is told of it. */
    void disown() {
        for (ProcessEntry entry : entries.values()) {
            entry.disown();
            entry.process().ifPresent(process -> outputs.unfollow(entry.serial(), process.output()));
        }
        exchanges.forget();
        entries.clear();
    }

    /** The operator has recorded that exit, which is forgotten; who had asked for the process, if that is known. */
    Optional<RequestId> acknowledged(long serial) {
        ProcessEntry entry = entries.get(serial);
        if (entry == null || !entry.hasEnded()) {
            return Optional.empty();
        }
        entries.remove(serial);
        return Optional.of(entry.request());
    }

    private void started(ProcessEntry entry, long millis) {
        entry.started(millis);
        if (entry.isDisowned()) {
            return;
        }
        reports.started(entry.command(), entry.serial());
        if (entry.deadlineSeconds() > 0) {
            Duration deadline = Duration.ofSeconds(entry.deadlineSeconds());
            String message = "it ran longer than its deadline of " + deadline.toSeconds() + " s";
            var order = new EndOrder(ExitReason.DEADLINE, message, termination.grace());
            termination.after(deadline, entry, () -> termination.end(entry, order));
        }
    }

    private void ended(ProcessEntry entry, Outcome outcome, long millis) {
        running--;
        entry.cancelTimers();
        entry.process().ifPresent(process -> outputs.ended(entry.serial(), process.output()));
        entry.ended(outcome, millis);
        if (!entry.isDisowned()) {
            exchanges.ended(entry);
            tellEnd(entry, millis);
        }
    }

    private void tellEnd(ProcessEntry entry, long millis) {
        if (entry.hasJustReturned()) {
            reports.returned(entry.serial(), millis);
        } else {
            reports.exited(entry.exit());
        }
    }

    /** Brings what happens on a process's own threads to the loop; it is itself the last thing that happens. */
    private final class Observer extends Happenings.Happening implements ProcessObserver {
        private final ProcessEntry entry;
        private final Exchange exchange;
        private Outcome outcome;
        private long millis;

        Observer(ProcessEntry entry) {
            this.entry = entry;
            this.exchange = exchanges.of(entry);
        }

        @Override
        public void started() {
            happenings.add(new Start(entry, clock.millis()));
        }

        @Override
        public Exchange exchange() {
            return exchange;
        }

        @Override
        public void ended(Outcome how) {
            outcome = how;
            millis = clock.millis();
            happenings.add(this);
        }

        @Override
        void heed() {
            Processes.this.ended(entry, outcome, millis);
        }
    }

    private final class Start extends Happenings.Happening {
        private final ProcessEntry entry;
        private final long millis;

        Start(ProcessEntry entry, long millis) {
            this.entry = entry;
            this.millis = millis;
        }

        @Override
        void heed() {
            started(entry, millis);
        }
    }
}
