package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.ProcessSignal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What the agent and an own JVM have to say to each other. Nobody waits for a JVM that does not listen. */
final class JvmConversation {
    private final ProcessContext context;
    private final BlockingQueue<JvmWord> unsaid = new LinkedBlockingQueue<>(Mailbox.CAPACITY);
    private volatile ExitHandling exitHandling = ExitHandling.UNTRAPPED;
    private volatile boolean started;
    private volatile Optional<Outcome> outcome = Optional.empty();

    JvmConversation(JavaFunction function, ProcessContext context) {
        this.context = context;
        unsaid.add(new JvmWord.Call(function));
    }

    ExitHandling exitHandling() {
        return exitHandling;
    }

    boolean hasStarted() {
        return started;
    }

    /** How its function ended; empty: it has not said so. */
    Optional<Outcome> outcome() {
        return outcome;
    }

    /** Says that to it soon, after what was said before. */
    void say(JvmWord word) {
        unsaid.offer(word);
    }

    /** Talks with it until it is gone. */
    void hold(JvmChannel channel) throws IOException {
        Thread saying =
                Thread.ofPlatform().daemon().name("kpool-tell-" + context.pid()).start(() -> sayAll(channel));
        try {
            // Also after its last word: it ends in its own time.
            while (true) {
                heed(channel.hear());
            }
        } finally {
            saying.interrupt();
        }
    }

    private void sayAll(JvmChannel channel) {
        try {
            while (true) {
                channel.say(unsaid.take());
            }
        } catch (IOException | InterruptedException over) {
            unsaid.clear();
        }
    }

    private void heed(JvmWord word) throws IOException {
        switch (word) {
            case JvmWord.Started now -> {
                started = true;
                context.observer().started();
            }
            case JvmWord.Signal(ProcessSignal signal) -> context.observer().sends(signal);
            case JvmWord.Handles(ExitHandling handling) -> {
                exitHandling = handling;
                say(new JvmWord.Handled());
            }
            case JvmWord.Ended(Outcome how) -> outcome = Optional.of(how);
            case JvmWord other -> throw new IOException("not for an agent: " + other);
        }
    }

    /** It is gone before it had said all. */
    void end() {
        unsaid.clear();
    }
}
