package io.kpool.operator.leader;

/** Ends this process at once, without waiting for anything: from now on another one leads. */
public interface ProcessEnd {

    /** @param why for the log */
    void now(String why);
}
