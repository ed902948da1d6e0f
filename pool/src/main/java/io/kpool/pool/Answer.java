package io.kpool.pool;

/** What a caller is told of one of its requests. */
public sealed interface Answer {
    /** It has a process, which enters user code now. */
    record Started(Pid pid) implements Answer {}

    /** The process of which was told that it started has ended. */
    record Ended(Exit exit) implements Answer {}

    /** Its process failed before it entered user code. */
    record NeverStarted(Exit exit) implements Answer {}

    /**
     * It gets no process.
     *
     * @param message what a person can act on
     */
    record Failed(RequestFailure why, String message) implements Answer {}

    /** How many characters its texts have. */
    default int length() {
        return switch (this) {
            case Started _ -> 0;
            case Ended(var exit) -> exit.length();
            case NeverStarted(var exit) -> exit.length();
            case Failed failed -> failed.message().length();
        };
    }
}
