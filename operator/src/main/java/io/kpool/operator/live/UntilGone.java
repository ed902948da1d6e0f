package io.kpool.operator.live;

/** What goes on until its reader goes, which may be before it has begun. May be called from any thread. */
final class UntilGone {
    // None: it has not begun.
    private Runnable stop;
    private boolean gone;

    synchronized void begun(Runnable stopping) {
        stop = stopping;
        if (gone) {
            stop.run();
        }
    }

    synchronized void gone() {
        gone = true;
        if (stop != null) {
            stop.run();
        }
    }
}
