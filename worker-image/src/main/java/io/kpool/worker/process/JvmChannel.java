package io.kpool.worker.process;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.kpool.pool.ExitHandling;
import io.kpool.pool.directory.Key;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;
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
        ABANDONED,
        TRAPPED,
        UNTRAPPED,
        HANDLED,
        QUESTION,
        ANSWER,
        WATCH,
        WATCHING,
        UNWATCH,
        CHANGED,
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
            case JvmWord.Started started -> write(Kind.STARTED);
            case JvmWord.Signal(ProcessSignal signal) -> write(Kind.SIGNAL, signal);
            case JvmWord.Abandons(long call) -> write(Kind.ABANDONED, call);
            case JvmWord.Handles(ExitHandling handling) -> write(kind(handling));
            case JvmWord.Handled handled -> write(Kind.HANDLED);
            case JvmWord.Asks(Question question) -> write(Kind.QUESTION, question);
            case JvmWord.Answers(Answer answer) -> write(Kind.ANSWER, answer);
            case JvmWord.Watches(long watch, Key key) -> {
                write(Kind.WATCH, watch);
                Standings.wire(key).writeDelimitedTo(out);
            }
            case JvmWord.Watching(long watch, KeySnapshot now) -> {
                write(Kind.WATCHING, watch);
                now.writeDelimitedTo(out);
            }
            case JvmWord.Unwatches(long watch) -> write(Kind.UNWATCH, watch);
            case JvmWord.Changed(long watch, KeyChange change) -> {
                write(Kind.CHANGED, watch);
                change.writeDelimitedTo(out);
            }
            case JvmWord.Ended(Outcome outcome) -> write(Kind.OUTCOME, exit(outcome));
        }
    }

    private static Exit exit(Outcome outcome) {
        return Exit.newBuilder()
                .setReason(outcome.reason())
                .setMessage(outcome.message())
                .setResult(outcome.result())
                .build();
    }

    private static Kind kind(ExitHandling handling) {
        return switch (handling) {
            case TRAPPED -> Kind.TRAPPED;
            case UNTRAPPED -> Kind.UNTRAPPED;
        };
    }

    private void write(Kind kind) throws IOException {
        out.writeByte(kind.ordinal());
    }

    private void write(Kind kind, long number) throws IOException {
        write(kind);
        out.writeLong(number);
    }

    private void write(Kind kind, MessageLite message) throws IOException {
        write(kind);
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
            case ABANDONED -> new JvmWord.Abandons(in.readLong());
            case TRAPPED -> new JvmWord.Handles(ExitHandling.TRAPPED);
            case UNTRAPPED -> new JvmWord.Handles(ExitHandling.UNTRAPPED);
            case HANDLED -> new JvmWord.Handled();
            case QUESTION -> new JvmWord.Asks(read(Question.parser()));
            case ANSWER -> new JvmWord.Answers(read(Answer.parser()));
            case WATCH -> new JvmWord.Watches(in.readLong(), Standings.key(read(wireKey())));
            case WATCHING -> new JvmWord.Watching(in.readLong(), read(KeySnapshot.parser()));
            case UNWATCH -> new JvmWord.Unwatches(in.readLong());
            case CHANGED -> new JvmWord.Changed(in.readLong(), read(KeyChange.parser()));
            case OUTCOME -> ended(read(Exit.parser()));
        };
    }

    private static Parser<io.kpool.protocol.process.Key> wireKey() {
        return io.kpool.protocol.process.Key.parser();
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
