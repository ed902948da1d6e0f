package io.kpool.pool;

import io.kpool.pool.HostSettings.Admission;
import java.util.Optional;

/** A place of the pool, with the worker that is there now. */
final class Host {
    private static final Problem SUSPICION =
            new Problem(Problem.SILENT, "its stream broke, or nothing was heard of it for 3 seconds");

    private final String name;
    private int order;
    private int slots;
    private Admission admission = Admission.DRAINING;
    private boolean wanted;
    private Provision provision = Provision.STARTED;
    private Worker worker;
    private long highestIncarnation;
    private HostState vacancy = HostState.STARTING;
    private Problem problem = Problem.NONE;
    private HostStatus status;
    private long lastReadyMillis = Long.MIN_VALUE;

    Host(String name, long unixMillis) {
        this.name = name;
        this.status = new HostStatus(HostState.STARTING, unixMillis, "", "");
    }

    String name() {
        return name;
    }

    int order() {
        return order;
    }

    int slots() {
        return slots;
    }

    boolean isWanted() {
        return wanted;
    }

    Provision provision() {
        return provision;
    }

    /** Whether somebody else is to start its worker. */
    boolean wantsAttached() {
        return wanted && provision == Provision.ATTACHED;
    }

    /** Whether somebody else is to start its worker and has not. */
    boolean lacksAttached() {
        return wantsAttached() && worker == null;
    }

    /** Whether its worker served an earlier leader, and it is not known yet whether it still does. */
    boolean isAwaited() {
        return worker != null && worker.link().isAwaited();
    }

    Admission admission() {
        return admission;
    }

    boolean isOpen() {
        return admission == Admission.OPEN;
    }

    Optional<Worker> worker() {
        return Optional.ofNullable(worker);
    }

    long highestIncarnation() {
        return highestIncarnation;
    }

    HostStatus status() {
        return status;
    }

    /** When it was ready last; it may still be. */
    long lastReadyMillis() {
        return lastReadyMillis;
    }

    void wanted(HostSettings settings, int position) {
        if (!wanted && worker == null) {
            vacancy = HostState.STARTING;
            problem = Problem.NONE;
        }
        wanted = true;
        order = position;
        slots = settings.slots();
        admission = settings.admission();
        provision = settings.provision();
    }

    void unwanted() {
        wanted = false;
        admission = Admission.DRAINING;
    }

    void occupy(Worker arriving) {
        worker = arriving;
        highestIncarnation = Math.max(highestIncarnation, arriving.id().incarnation());
        vacancy = HostState.STARTING;
    }

    /** Why a worker never came says more than that its remains were cleared away. */
    void vacate(Problem why) {
        boolean failedToStart = !worker.link().isCounted() && vacancy == HostState.FAILED;
        worker = null;
        if (!failedToStart) {
            vacancy = HostState.LOST;
            problem = why;
        }
    }

    void failed(Problem why) {
        vacancy = HostState.FAILED;
        problem = why;
    }

    void gone(long incarnation) {
        highestIncarnation = Math.max(highestIncarnation, incarnation);
    }

    /** Brings the status up to date; whether it says something else now. */
    boolean renewStatus(Turn turn) {
        HostState state = state();
        if (status.state() == HostState.READY) {
            lastReadyMillis = turn.now();
        }
        if (state == HostState.READY) {
            problem = Problem.NONE;
        }
        Problem shown = state == HostState.SUSPECT ? SUSPICION : problem;
        boolean sameState = state == status.state();
        if (sameState
                && shown.reason().equals(status.reason())
                && shown.message().equals(status.message())) {
            return false;
        }
        long since = sameState ? status.sinceMillis() : turn.unixMillis();
        status = new HostStatus(state, since, shown.reason(), shown.message());
        return true;
    }

    private HostState state() {
        if (worker == null || !worker.link().isCounted()) {
            return provision == Provision.ATTACHED ? HostState.ABSENT : vacancy;
        }
        if (admission == Admission.DRAINING || worker.isLeaving()) {
            return HostState.DRAINING;
        }
        if (worker.link().isSuspect()) {
            return HostState.SUSPECT;
        }
        return worker.link().isReady() ? HostState.READY : HostState.STARTING;
    }
}
