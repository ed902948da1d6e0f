package io.kpool.pool;

/** Who may be linked and told something: a process, or a caller's session. */
public sealed interface Party permits Pid, SessionId {

    /** @throws IllegalArgumentException if the text is no pid */
    static Party parse(String pid) {
        return SessionId.isOne(pid) ? SessionId.parse(pid) : Pid.parse(pid);
    }
}
