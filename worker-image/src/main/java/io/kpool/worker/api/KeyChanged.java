package io.kpool.worker.api;

import java.util.List;

/**
 * A group or name that this process watches has changed, by one call or one end.
 *
 * @param watch as {@link Watch#id} says
 * @param pids each as often as it came or went by that
 * @param reason of a leave: {@code left}, {@code exited}, {@code noconnection}; else empty
 */
public record KeyChanged(long watch, Kind kind, List<String> pids, String reason) implements Received {
    public KeyChanged {
        pids = List.copyOf(pids);
    }

    /** What happened. */
    public enum Kind {
        JOINED,
        LEFT,
        /** Of a group: it is there, and empty. */
        CREATED,
        /** Of a group: it is not there any more, and nobody is in it. */
        DELETED
    }
}
