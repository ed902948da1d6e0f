package io.kpool.pool;

/** Carries out what a session decides, at once and in the order said; may call the session back before it returns. */
public interface SessionActions {
    /** Asks that pool for a place, for the first time: {@link PoolMaster#submit}. */
    void place(String pool, LiveRequest request);

    /** Asks that pool what became of it: {@link PoolMaster#recall}. */
    void recall(String pool, LiveRequest request);

    /** It is not wanted after all: {@link PoolMaster#stop}. */
    void withdraw(String pool, LiveRequest request);

    /** Nobody will ask how it ended: {@link PoolMaster#acknowledge}. */
    void forget(String pool, LiveRequest request);

    /** Tells the caller, if it is there: whoever comes back asks again. */
    void tell(long number, Answer answer);
}
