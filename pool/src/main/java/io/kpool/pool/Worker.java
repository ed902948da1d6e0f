package io.kpool.pool;

import io.kpool.pool.PooledProcess.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One incarnation on a host: its stream, and the processes it has or is to get. */
final class Worker {
    private final WorkerId id;
    private final Host host;
    private final Workload workload = new Workload();
    private final Set<PooledProcess> processes = new LinkedHashSet<>();
    private final Map<Long, PooledProcess> byCommand = new HashMap<>();
    private final Map<Long, PooledProcess> bySerial = new HashMap<>();
    private final Map<RequestId, PooledProcess> strays = new HashMap<>();
    private final List<InventoryEntry> inventory = new ArrayList<>();
    private final List<WorkerReport> early = new ArrayList<>();
    private final Link link;
    private Provision provision;
    private long leavingSinceMillis;
    private MasterLoss masterLoss = MasterLoss.NOT_TOLD;

    Worker(WorkerId id, Host host, Link link) {
        this.id = id;
        this.host = host;
        this.link = link;
        this.provision = host.provision();
    }

    WorkerId id() {
        return id;
    }

    Host host() {
        return host;
    }

    Link link() {
        return link;
    }

    Provision provision() {
        return provision;
    }

    /** Someone else started it, and it is not wanted any more: it is to be released. */
    boolean isLeaving() {
        return provision == Provision.ATTACHED && !host.wantsAttached();
    }

    /** When this was first asked while it leaves. */
    long leavingSince(long nowMillis) {
        if (leavingSinceMillis == 0) {
            leavingSinceMillis = nowMillis;
        }
        return leavingSinceMillis;
    }

    void stays() {
        leavingSinceMillis = 0;
    }

    /** Whether all exits that it told are recorded, and nothing runs there. */
    boolean hasNothingToTell() {
        return processes.isEmpty() && bySerial.isEmpty();
    }

    /** The longest counts: the word that shortens it may not have come. */
    void welcomed(MasterLoss told) {
        masterLoss = masterLoss.longer(told);
    }

    /** Its fate if it were given up. */
    WorkerFate.Silent silent() {
        return new WorkerFate.Silent(link.lastHeardMillis(), masterLoss);
    }

    Workload workload() {
        return workload;
    }

    Set<PooledProcess> processes() {
        return processes;
    }

    /** The oldest requests first, as they are when something becomes of all of them; what was moved here may be old. */
    List<PooledProcess> byAge() {
        return processes.stream().sorted(PooledProcess.BY_AGE).toList();
    }

    Map<RequestId, PooledProcess> strays() {
        return strays;
    }

    List<InventoryEntry> inventory() {
        return inventory;
    }

    /** Reports that wait for the inventory to be complete. */
    List<WorkerReport> early() {
        return early;
    }

    Pid pid(String pool, long serial) {
        return new Pid(pool, id.host(), id.incarnation(), serial);
    }

    int slots() {
        return Math.min(host.slots(), workload.ownSlots());
    }

    int freeSlots() {
        return slots() - workload.slotsUsed();
    }

    boolean isPlaceable() {
        return link.isReady() && host.isOpen() && !isLeaving() && !workload.isBlocked() && freeSlots() > 0;
    }

    /** A stream begins: what was numbered by the former one is no longer. */
    void hello(WorkerReport.Hello hello) {
        provision = hello.provision();
        byCommand.clear();
        processes.forEach(PooledProcess::newStream);
        inventory.clear();
        early.clear();
        workload.newStream(hello.slots());
    }

    /** It was chosen for a process, or has just started it. */
    void placed(PooledProcess process, long nowMillis) {
        notRecent(process);
        process.recent(workload.recent().placed(nowMillis));
    }

    void add(PooledProcess process) {
        processes.add(process);
        workload.added();
        if (process.phase().isBeforeWorker()) {
            workload.assigned();
        }
    }

    void remove(PooledProcess process) {
        if (!processes.remove(process)) {
            return;
        }
        workload.removed();
        notRecent(process);
        if (process.phase().isBeforeWorker()) {
            workload.unassigned();
        } else {
            workload.undone(process.command());
        }
        if (process.isUnkillable()) {
            workload.killedAfterAll();
        }
    }

    private void notRecent(PooledProcess process) {
        process.recent().ifPresent(workload.recent()::removed);
        process.recent(null);
    }

    /** The worker keeps nothing of it any more. */
    void forget(PooledProcess process) {
        strays.remove(process.id(), process);
        bySerial.remove(process.serial(), process);
    }

    /** The number of the command that sends it there. */
    long dispatch(PooledProcess process) {
        workload.unassigned();
        long command = workload.nextCommand();
        process.dispatched(this, command);
        byCommand.put(command, process);
        return command;
    }

    void report(LoadReport report) {
        int known = 0;
        for (PooledProcess process : processes) {
            if (!process.phase().isBeforeWorker() && process.command() <= report.lastCommand()) {
                known++;
            }
        }
        workload.report(report, known);
    }

    /** It had been sent there before it was decided here. */
    void found(PooledProcess process) {
        workload.unassigned();
        process.dispatched(this, 0);
    }

    /** The inventory lacks what had been sent: it is to be sent again. */
    void undispatched(PooledProcess process) {
        process.durable();
        workload.assigned();
    }

    void known(PooledProcess process, long serial) {
        process.known(serial);
        bySerial.put(serial, process);
    }

    /** Whether that is news. */
    boolean unkillable(PooledProcess process) {
        if (process.isUnkillable()) {
            return false;
        }
        process.unkillable();
        workload.unkillable();
        return true;
    }

    /** The process that a report is about: serials are never given twice, so they count more than commands. */
    Optional<PooledProcess> find(long command, long serial) {
        PooledProcess asked = byCommand.remove(command);
        PooledProcess process = bySerial.getOrDefault(serial, asked);
        if (process == null || process.phase() == Phase.ENDED) {
            return Optional.empty();
        }
        if (process.serial() == 0) {
            known(process, serial);
        }
        return Optional.of(process);
    }

    /** Those that it has a number for, and did not forget. */
    Collection<PooledProcess> numbered() {
        return bySerial.values();
    }

    Optional<PooledProcess> bySerial(long serial) {
        return Optional.ofNullable(bySerial.get(serial));
    }

    Optional<PooledProcess> refused(long command) {
        return Optional.ofNullable(byCommand.remove(command)).filter(p -> p.phase() == Phase.DISPATCHED);
    }
}
