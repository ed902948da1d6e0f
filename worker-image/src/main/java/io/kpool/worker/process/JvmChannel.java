package io.kpool.worker.process;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.kpool.pool.ExitHandling;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.ProcessSignal;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** What agent and own JVM say to each other, in the order said. */
final class JvmChannel {
    private enum Kind {
        FUNCTION,
        STARTED,
        SIGNAL,
        TRAPPED,
        UNTRAPPED,
        HANDLED,
        OUTCOME
    }

    private static final Kind[] KINDS = Kind.values();

    private final DataInputStream in;
    private final DataOutputStream out;

    JvmChannel(SocketChannel channel) {
        this.in = new DataInputStream(Channels.newInputStream(channel));
        this.out = new DataOutputStream(Channels.newOutputStream(channel));
    }

    /** Says that; from any thread. */
    synchronized void say(JvmWord word) throws IOException {
        switch (word) {
            case JvmWord.Call(JavaFunction function) -> write(Kind.FUNCTION, function);
            case JvmWord.Started started -> out.writeByte(Kind.STARTED.ordinal());
            case JvmWord.Signal(ProcessSignal signal) -> write(Kind.SIGNAL, signal);
            case JvmWord.Handles(ExitHandling handling) ->
                out.writeByte(kind(handling).ordinal());
            case JvmWord.Handled handled -> out.writeByte(Kind.HANDLED.ordinal());
            case JvmWord.Ended(Outcome outcome) ->
                write(
                        Kind.OUTCOME,
                        Exit.newBuilder()
                                .setReason(outcome.reason())
                                .setMessage(outcome.message())
                                .setResult(outcome.result())
                                .build());
        }
    }

    private static Kind kind(ExitHandling handling) {
        return switch (handling) {
            case TRAPPED -> Kind.TRAPPED;
            case UNTRAPPED -> Kind.UNTRAPPED;
        };
    }

    private void write(Kind kind, MessageLite message) throws IOException {
        out.writeByte(kind.ordinal());
        message.writeDelimitedTo(out);
    }

    /**
     * Waits for the next word.
     *
     * @throws EOFException the other side is gone
     */
    JvmWord hear() throws IOException {
        return switch (KINDS[in.readUnsignedByte()]) {
            case FUNCTION -> new JvmWord.Call(read(JavaFunction.parser()));
            case STARTED -> new JvmWord.Started();
            case SIGNAL -> new JvmWord.Signal(read(ProcessSignal.parser()));
            case TRAPPED -> new JvmWord.Handles(ExitHandling.TRAPPED);
            case UNTRAPPED -> new JvmWord.Handles(ExitHandling.UNTRAPPED);
            case HANDLED -> new JvmWord.Handled();
            case OUTCOME -> ended(read(Exit.parser()));
        };
    }

    private static JvmWord ended(Exit exit) {
        return new JvmWord.Ended(new Outcome(exit.getReason(), 0, exit.getMessage(), exit.getResult()));
    }

    private <T> T read(Parser<T> parser) throws IOException {
        T message = parser.parseDelimitedFrom(in);
        if (message == null) {
            throw new EOFException();
        }
        return message;
    }
}
