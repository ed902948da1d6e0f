package io.kpool.pool;

import java.util.Comparator;

/**
 * A process for ever: {@code <pool>/<host>.<incarnation>.<serial>}, never given twice.
 *
 * <p>Pids are in the order of their parts, as Erlang's are.
 *
 * @param pool name of the NodePool, a DNS subdomain
 * @param host name of the host in it, a DNS label
 * @param incarnation of the worker on that host, from 1
 * @param serial counted by that worker, from 1
 */
public record Pid(String pool, String host, long incarnation, long serial) implements Comparable<Pid>, Party {
    private static final Comparator<Pid> ORDER = Comparator.comparing(Pid::pool)
            .thenComparing(Pid::host)
            .thenComparingLong(Pid::incarnation)
            .thenComparingLong(Pid::serial);

    public Pid {
        Names.requirePool(pool);
        Names.requireHost(host);
        Numbers.requirePositive("incarnation", incarnation);
        Numbers.requirePositive("serial", serial);
    }

    /** @throws IllegalArgumentException if the text is not exactly what {@link #toString} writes */
    public static Pid parse(String text) {
        int slash = text.indexOf('/');
        int first = text.indexOf('.', slash + 1);
        int second = text.indexOf('.', first + 1);
        if (slash < 0 || first < 0 || second < 0) {
            throw new IllegalArgumentException("not a pid: '" + text + "'");
        }
        return new Pid(
                text.substring(0, slash),
                text.substring(slash + 1, first),
                Numbers.parse(text.substring(first + 1, second)),
                Numbers.parse(text.substring(second + 1)));
    }

    /** The worker that runs or ran it. */
    public WorkerId worker() {
        return new WorkerId(host, incarnation);
    }

    @Override
    public int compareTo(Pid other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return pool + "/" + host + "." + incarnation + "." + serial;
    }
}
