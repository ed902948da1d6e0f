package io.kpool.worker.function;

import java.util.Optional;

/** What became of one JSON argument at one parameter. */
sealed interface Conversion {
    /** The value as the parameter takes it; empty: Java's null. */
    record Fits(Optional<Object> value) implements Conversion {}

    /** Why it does not fit, to be read after "is". */
    record Misfit(String why) implements Conversion {}
}
