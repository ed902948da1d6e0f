package io.kpool.pool;

/**
 * A host at one moment.
 *
 * @param incarnation of its worker; 0: none is known
 * @param provision who started its worker, or is to start it
 */
public record HostView(String host, long incarnation, HostStatus status, Use use, Provision provision) {
    /** One that the pool starts. */
    public HostView(String host, long incarnation, HostStatus status, Use use) {
        this(host, incarnation, status, use, Provision.STARTED);
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
