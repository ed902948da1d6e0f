package io.kpool.operator.leader;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The one way from standby to leading to ended. There is no way back: whoever lost the lease may have been asleep for
 * long and cannot know what a successor did meanwhile, so the process ends and starts from nothing.
 */
public final class Leadership {
    private static final Logger LOG = Logger.getLogger(Leadership.class);

    private enum State {
        STANDBY,
        LEADING,
        ENDED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.STANDBY);
    private final LongSupplier epochs;
    private final Runnable label;
    private final List<LeadershipListener> listeners;
    private final ProcessEnd end;

    /**
     * @param epochs takes an epoch that no other leader has
     * @param label makes Services send callers here; its failure does not stop the leader, whom open streams still reach
     */
    public Leadership(LongSupplier epochs, Runnable label, List<LeadershipListener> listeners, ProcessEnd end) {
        this.epochs = epochs;
        this.label = label;
        this.listeners = List.copyOf(listeners);
        this.end = end;
    }

    public boolean isLeading() {
        return state.get() == State.LEADING;
    }

    /** The lease is ours: takes an epoch and serves. Returns before any reconciler starts. */
    public void acquired() {
        if (!state.compareAndSet(State.STANDBY, State.LEADING)) {
            return;
        }
        try {
            long epoch = epochs.getAsLong();
            LOG.infof("Leading with epoch %d", epoch);
            listeners.forEach(listener -> listener.startServing(epoch));
            label.run();
        } catch (RuntimeException e) {
            end.now("it cannot lead: " + e);
        }
    }

    /** The lease is someone else's, or could not be renewed in time. */
    public void lost() {
        if (state.getAndSet(State.ENDED) == State.LEADING) {
            end.now("the lease is lost");
        }
    }

    /** An orderly end: stops serving; a lease lost after this is no surprise. */
    public void end() {
        if (state.getAndSet(State.ENDED) != State.ENDED) {
            listeners.forEach(LeadershipListener::stopServing);
        }
    }
}
