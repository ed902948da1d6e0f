package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.ProcessSignal;

/** What agent and own JVM may say to each other. */
sealed interface JvmWord {
    /** The agent's first word: what to run. */
    record Call(JavaFunction function) implements JvmWord {}

    /** The JVM's, as its function is about to be entered. */
    record Started() implements JvmWord {}

    /** From the JVM: its peer is to whom; from the agent: from whom. */
    record Signal(ProcessSignal signal) implements JvmWord {}

    /** The JVM takes exit signals so, from the answer on. */
    record Handles(ExitHandling handling) implements JvmWord {}

    /** The agent's answer to that. */
    record Handled() implements JvmWord {}

    /** The JVM's last word. */
    record Ended(Outcome outcome) implements JvmWord {}
}
