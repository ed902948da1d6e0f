package io.kpool.pool.directory;

import io.kpool.pool.Party;
import io.kpool.pool.Pid;

/** A place where processes run, Erlang's node: {@code <pool>/<host>}. */
public record Node(String pool, String host) {

    /** @throws IllegalArgumentException if the text is not exactly what {@link #toString} writes */
    public static Node parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1 || text.indexOf('/', slash + 1) >= 0) {
            throw new IllegalArgumentException("not a host, written <pool>/<host>: '" + text + "'");
        }
        return new Node(text.substring(0, slash), text.substring(slash + 1));
    }

    public static Node of(Pid pid) {
        return new Node(pid.pool(), pid.host());
    }

    /** Whether that is a process there. */
    public boolean has(Party party) {
        return party instanceof Pid pid && pid.pool().equals(pool) && pid.host().equals(host);
    }

    @Override
    public String toString() {
        return pool + "/" + host;
    }
}
