package io.kpool.operator.leader;

/** What must only run while this process leads. */
public interface LeadershipListener {

    /** Called once, with the epoch taken, before any reconciler runs. A failure ends the process. */
    void startServing(long epoch);

    /** Called when the process ends, or must, whether or not it ever led. */
    void stopServing();
}
