package io.kpool.worker.process;

import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.JavaFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * What agent and own JVM say to each other: the agent the function; the JVM that it starts, then how it ended. An exit
 * without a reason says that it starts.
 */
final class JvmChannel {
    private static final Exit STARTED = Exit.newBuilder().setStarted(true).build();

    private final InputStream in;
    private final OutputStream out;

    JvmChannel(SocketChannel channel) {
        this.in = Channels.newInputStream(channel);
        this.out = Channels.newOutputStream(channel);
    }

    void sendFunction(JavaFunction function) throws IOException {
        function.writeDelimitedTo(out);
    }

    JavaFunction receiveFunction() throws IOException {
        JavaFunction function = JavaFunction.parseDelimitedFrom(in);
        if (function == null) {
            throw new IOException("the agent is gone");
        }
        return function;
    }

    void sendStarted() throws IOException {
        STARTED.writeDelimitedTo(out);
    }

    void sendOutcome(Outcome outcome) throws IOException {
        Exit.newBuilder()
                .setReason(outcome.reason())
                .setMessage(outcome.message())
                .setResult(outcome.result())
                .build()
                .writeDelimitedTo(out);
    }

    /** The outcome; empty: the JVM ended without one. Tells the observer when it starts. */
    Optional<Outcome> receiveOutcome(Runnable started) throws IOException {
        while (true) {
            Exit exit = Exit.parseDelimitedFrom(in);
            if (exit == null) {
                return Optional.empty();
            }
            if (exit.getReason() != ExitReason.EXIT_REASON_UNSPECIFIED) {
                return Optional.of(new Outcome(exit.getReason(), 0, exit.getMessage(), exit.getResult()));
            }
            started.run();
        }
    }
}
