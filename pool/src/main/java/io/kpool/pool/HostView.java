package io.kpool.pool;

/**
 * A host at one moment.
 *
 * @param incarnation of its worker; 0: it has none
 * @param lastIncarnation the highest that a worker of it ever had; 0: none is known
 * @param provision who started its worker, or is to start it
 */
public record HostView(
        String host, long incarnation, long lastIncarnation, HostStatus status, Use use, Provision provision) {

    /** Whether the status is of that incarnation: of the one that it has, or of the one that it lost. */
    public boolean isOf(long worker) {
        return incarnation == worker || status.state() == HostState.LOST && lastIncarnation == worker;
    }

    /**
     * What goes on there.
     *
     * @param load thousandths: last report, and what was placed since; 0 while there is none
     * @param processes placed there and not ended
     * @param slots how many it may have
     * @param slotsUsed by processes, and by what the worker counts beyond them
     * @param unkillable processes that got a kill and did not end
     */
    public record Use(long load, int processes, int slots, int slotsUsed, int unkillable) {}
}
