package io.kpool.pool;

import io.kpool.pool.InventoryEntry.Accepted;
import io.kpool.pool.InventoryEntry.Exited;
import io.kpool.pool.InventoryEntry.Progress;
import io.kpool.pool.InventoryEntry.Running;
import io.kpool.pool.WorkerReport.Hello;
import io.kpool.pool.WorkerReport.Inventory;
import io.kpool.pool.WorkerReport.InventoryDone;
import io.kpool.pool.WorkerReport.Refused;
import io.kpool.pool.WorkerReport.Started;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A worker as the protocol wants it: what it has survives its streams, what is on its way does not. */
final class SimulatedWorker {
    static final int SLOTS = 3;

    final WorkerId id;
    final Deque<Effect> inbox = new ArrayDeque<>();
    final Deque<WorkerReport> outbox = new ArrayDeque<>();
    private final Consumer<RequestId> runs;
    private final Set<RequestId> seen = new HashSet<>();
    private final List<Process> processes = new ArrayList<>();
    private long serials;
    private long lastCommand;
    private long sequence;
    private boolean connected;
    private boolean joined;
    private boolean inventoryOwed;
    private boolean alive = true;

    private static final class Process {
        private final long serial;
        private final RequestId request;
        private long command;
        private Progress progress = new Accepted();

        private Process(long serial, RequestId request, long command) {
            this.serial = serial;
            this.request = request;
            this.command = command;
        }

        private boolean hasEnded() {
            return progress instanceof Exited;
        }
    }

    /** @param runs told each time that user code is entered */
    SimulatedWorker(WorkerId id, Consumer<RequestId> runs) {
        this.id = id;
        this.runs = runs;
    }

    boolean isConnected() {
        return connected;
    }

    /** Its master has heard its Hello: until then what it sends goes out on the stream before, to nobody. */
    void joined() {
        joined = true;
    }

    boolean hasJoined() {
        return joined;
    }

    boolean isAlive() {
        return alive;
    }

    void die() {
        alive = false;
        disconnect();
    }

    void disconnect() {
        connected = false;
        joined = false;
        inbox.clear();
        outbox.clear();
    }

    void connect() {
        disconnect();
        connected = true;
        lastCommand = 0;
        sequence = 0;
        outbox.add(new Hello(SLOTS));
        for (Process process : processes) {
            process.command = 0;
            outbox.add(new Inventory(List.of(new InventoryEntry(process.serial, process.request, process.progress))));
        }
        inventoryOwed = true;
    }

    void report() {
        if (inventoryOwed) {
            inventoryOwed = false;
            outbox.add(new InventoryDone());
        }
        int running =
                (int) processes.stream().filter(process -> !process.hasEnded()).count();
        outbox.add(new LoadReport(++sequence, lastCommand, 1_000 * running, running, running));
    }

    /** Takes the next command unless it does not like to. */
    void receive(int choice) {
        if (choice % 8 == 7 && inbox.peek() instanceof Effect.Dispatch refused) {
            lastCommand = refused.command();
            outbox.add(new Refused(refused.command(), RefusalReason.NOT_SERVING));
            inbox.remove();
            return;
        }
        switch (inbox.poll()) {
            case Effect.Dispatch(WorkerId worker, long command, RequestId request) -> spawn(command, request);
            case Effect.Signal(WorkerId worker, long serial, StopOrder order) ->
                processes.stream().filter(it -> it.serial == serial).forEach(it -> end(it, order.reason()));
            case Effect.AcknowledgeExit(WorkerId worker, long serial) ->
                processes.removeIf(it -> it.serial == serial && it.hasEnded());
            case null -> {}
            default -> throw new IllegalStateException("not for a worker");
        }
    }

    void startOne(int choice) {
        List<Process> accepted = processes.stream()
                .filter(process -> process.progress instanceof Accepted)
                .toList();
        if (!accepted.isEmpty()) {
            Process process = accepted.get(choice % accepted.size());
            process.progress = new Running(PoolFixture.START);
            runs.accept(process.request);
            outbox.add(new Started(process.command, process.serial));
        }
    }

    void endOne(int choice) {
        List<Process> running =
                processes.stream().filter(process -> !process.hasEnded()).toList();
        if (!running.isEmpty()) {
            end(running.get(choice % running.size()), ExitReason.NORMAL);
        }
    }

    private void spawn(long command, RequestId request) {
        lastCommand = command;
        if (!seen.contains(request)
                && processes.stream().filter(it -> !it.hasEnded()).count() >= SLOTS) {
            outbox.add(new Refused(command, RefusalReason.NO_SLOT));
        } else if (!seen.add(request)) {
            outbox.add(new Refused(command, RefusalReason.ALREADY_SEEN));
        } else {
            processes.add(new Process(++serials, request, command));
        }
    }

    private void end(Process process, ExitReason reason) {
        if (process.hasEnded()) {
            return;
        }
        Exit exit = Exit.of(reason, "", PoolFixture.START);
        long startedMillis = process.progress instanceof Running(long millis) ? millis : 0;
        process.progress = new Exited(startedMillis, exit);
        outbox.add(new WorkerReport.Exited(process.command, process.serial, exit));
    }
}
