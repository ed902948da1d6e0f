package io.kpool.client;

import java.util.List;

/** What a {@link Watch} tells of a group or name. */
public sealed interface KeyEvent {
    /**
     * Once, and first of all: how it is at that moment. What is told afterwards has changed since.
     *
     * @param exists of a group: it was created; of a name: somebody is registered
     * @param pids in order, each as often as it joined
     */
    record Snapshot(boolean exists, List<String> pids) implements KeyEvent {
        public Snapshot {
            pids = List.copyOf(pids);
        }
    }

    /** @param pids each as often as it came, by one call */
    record Joined(List<String> pids) implements KeyEvent {
        public Joined {
            pids = List.copyOf(pids);
        }
    }

    /** @param pids each as often as it went, by one call, one end, or the loss of one worker */
    record Left(List<String> pids, LeaveReason reason) implements KeyEvent {
        public Left {
            pids = List.copyOf(pids);
        }
    }

    /** Of a group: it is there, and empty. */
    record Created() implements KeyEvent {}

    /** Of a group: it is not there any more, and nobody is in it. */
    record Deleted() implements KeyEvent {}
}
