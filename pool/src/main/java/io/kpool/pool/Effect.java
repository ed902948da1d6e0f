package io.kpool.pool;

/** What is to be done because of something that happened; to be carried out in the order given. */
public sealed interface Effect {

    /** Make it durable, then call {@link PoolMaster#dispatch}. */
    record Assign(Assignment assignment) implements Effect {}

    /** It waits for a place; tell why. */
    record Wait(RequestId request, PlacementFailure why) implements Effect {}

    /** It gets no place. The pool has forgotten it. */
    record Refuse(RequestId request, PlacementFailure why) implements Effect {}

    /** Send the spawn command with that number on the worker's stream. */
    record Dispatch(WorkerId worker, long command, RequestId request) implements Effect {}

    /** Send it to the process. */
    record Signal(WorkerId worker, long serial, StopOrder order) implements Effect {}

    /** Tell the worker to forget that exit. */
    record AcknowledgeExit(WorkerId worker, long serial) implements Effect {}

    /** Tell whoever said Hello as that worker to kill all it runs and exit, and close its stream. */
    record Dismiss(WorkerId worker, String reason) implements Effect {}

    /** Record that it started. Comes again when a request is claimed or restored that had started before. */
    record ProcessStarted(RequestId request, Pid pid, long startedMillis) implements Effect {}

    /** Record how it ended, unless that is recorded already, then call {@link PoolMaster#acknowledge}. */
    record ProcessEnded(RequestId request, Exit exit) implements Effect {}

    /** It got a kill and did not end; it keeps its slot. */
    record ProcessUnkillable(RequestId request, Pid pid) implements Effect {}

    /**
     * A worker has a process that nobody here asked for, or asked for elsewhere. Find out whose it is:
     * {@link PoolMaster#restore} if it is one's whose end is not recorded, {@link PoolMaster#stopStray} otherwise.
     */
    record Stray(RequestId request, Pid pid) implements Effect {}

    /**
     * A worker has a process of a caller's session that nobody asked for since this leader serves: it is that request's
     * from now on, and how far it has come follows.
     */
    record Adopted(LiveRequest request, Pid pid) implements Effect {}

    record HostChanged(String host, HostStatus status) implements Effect {}

    /** It was given up; the ends of what it ran follow. */
    record WorkerLost(WorkerId worker, long lastHeardMillis) implements Effect {}

    /** A worker that was given up has ended: what it ran may be tried again. */
    record WorkerEnded(WorkerId worker) implements Effect {}

    /** A worker obeys a later leader: stop leading. */
    record Superseded(WorkerId worker) implements Effect {}
}
