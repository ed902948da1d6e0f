package io.kpool.pool;

import java.util.Comparator;

/** Who may be linked and told something: a process, or a caller's session. */
public sealed interface Party permits Pid, SessionId {
    /** Processes before sessions, each in the order of its parts. */
    Comparator<Party> ORDER = (one, other) -> switch (one) {
        case Pid pid when other instanceof Pid another -> pid.compareTo(another);
        case SessionId session when other instanceof SessionId another -> session.compareTo(another);
        case Pid _ -> -1;
        case SessionId _ -> 1;
    };

    /** @throws IllegalArgumentException if the text is no pid */
    static Party parse(String pid) {
        return SessionId.isOne(pid) ? SessionId.parse(pid) : Pid.parse(pid);
    }
}
