package io.kpool.pool;

import java.util.Comparator;

/**
 * A caller's session for ever: {@code session.<epoch>.<number>}, the pid of the caller.
 *
 * @param epoch of the leader that began it
 * @param number counted by that leader, from 1
 */
public record SessionId(long epoch, long number) implements Comparable<SessionId>, Party {
    private static final String PREFIX = "session.";
    private static final Comparator<SessionId> ORDER =
            Comparator.comparingLong(SessionId::epoch).thenComparingLong(SessionId::number);

    public SessionId {
        Numbers.requirePositive("epoch", epoch);
        Numbers.requirePositive("number", number);
    }

    /** @throws IllegalArgumentException if the text is not exactly what {@link #toString} writes */
    public static SessionId parse(String text) {
        int dot = text.indexOf('.', PREFIX.length());
        if (!isOne(text) || dot < 0) {
            throw new IllegalArgumentException("not a session: '" + text + "'");
        }
        return new SessionId(
                Numbers.parse(text.substring(PREFIX.length(), dot)), Numbers.parse(text.substring(dot + 1)));
    }

    /** Whether a pid is a session's; no pool's is, for theirs have a slash. */
    public static boolean isOne(String pid) {
        return pid.startsWith(PREFIX) && pid.indexOf('/') < 0;
    }

    @Override
    public int compareTo(SessionId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return PREFIX + epoch + "." + number;
    }
}
