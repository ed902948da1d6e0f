package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.pool.directory.Key;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.protocol.process.ProcessSignal;

/** What agent and own JVM may say to each other. */
sealed interface JvmWord {
    /** The agent's first word: what to run. */
    record Call(JavaFunction function) implements JvmWord {}

    /** The JVM's, as its function is about to be entered. */
    record Started() implements JvmWord {}

    /** From the JVM: its peer is to whom; from the agent: from whom. */
    record Signal(ProcessSignal signal) implements JvmWord {}

    /** The JVM waits no more for the answer to that call. */
    record Abandons(long call) implements JvmWord {}

    /** The JVM takes exit signals so, from the answer on. */
    record Handles(ExitHandling handling) implements JvmWord {}

    /** The agent's answer to that. */
    record Handled() implements JvmWord {}

    /** The JVM asks that, readings included; the number is its own. */
    record Asks(Question question) implements JvmWord {}

    /** The agent's answer to the question of that number. */
    record Answers(Answer answer) implements JvmWord {}

    /** The JVM wants to be told what changes there. */
    record Watches(long watch, Key key) implements JvmWord {}

    /** The agent's answer to that: who stands there before the changes. */
    record Watching(long watch, KeySnapshot now) implements JvmWord {}

    /** The JVM does not want it any more. */
    record Unwatches(long watch) implements JvmWord {}

    /** From the agent: a change under a key that is watched. */
    record Changed(long watch, KeyChange change) implements JvmWord {}

    /** The JVM's last word. */
    record Ended(Outcome outcome) implements JvmWord {}
}
