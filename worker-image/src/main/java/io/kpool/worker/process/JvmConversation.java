package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.pool.Party;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.View;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.protocol.process.MemberCount;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.process.Mailbox.Room;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the agent and an own JVM have to say to each other. Nobody waits for a JVM that does not listen. */
final class JvmConversation {
    private final ProcessContext context;
    private final Mailbox<JvmWord> unsaid = new Mailbox<>();
    private volatile ExitHandling exitHandling = ExitHandling.UNTRAPPED;
    private volatile boolean started;
    private volatile Optional<Outcome> outcome = Optional.empty();

    JvmConversation(JavaFunction function, ProcessContext context) {
        this.context = context;
        say(new JvmWord.Call(function));
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

    /** Gives it what another tells it, soon, after what was said before; a message that there is no room for goes back. */
    void tell(ProcessSignal signal) {
        Room room =
                switch (signal.getWhatCase()) {
                    case MESSAGE -> Room.ORDINARY;
                    case REPLY -> Room.ALWAYS;
                    default -> Room.RESERVED;
                };
        boolean told = unsaid.put(new JvmWord.Signal(signal), signal.getSerializedSize(), room);
        if (!told && signal.hasMessage()) {
            exchange().sends(Peers.full(signal));
        }
    }

    /** Tells it what changed under a key that it watches. */
    void tell(long watch, KeyChange change) {
        unsaid.put(new JvmWord.Changed(watch, change), change.getSerializedSize(), Room.RESERVED);
    }

    private void say(JvmWord word) {
        unsaid.put(word, 0, Room.ALWAYS);
    }

    private Exchange exchange() {
        return context.observer().exchange();
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
            end();
        }
    }

    private void heed(JvmWord word) throws IOException {
        switch (word) {
            case JvmWord.Started now -> {
                started = true;
                context.observer().started();
            }
            case JvmWord.Signal(ProcessSignal signal) -> exchange().sends(signal);
            case JvmWord.Abandons(long call) -> exchange().abandons(call);
            case JvmWord.Handles(ExitHandling handling) -> {
                exitHandling = handling;
                say(new JvmWord.Handled());
            }
            case JvmWord.Asks(Question question) -> ask(question);
            case JvmWord.Watches(long watch, Key key) ->
                // Many pids take a while to be written, and the loop must not wait.
                exchange()
                        .watches(watch, key)
                        .thenAcceptAsync(
                                view -> say(new JvmWord.Watching(watch, snapshot(key, view))),
                                Thread::startVirtualThread);
            case JvmWord.Unwatches(long watch) -> exchange().unwatches(watch);
            case JvmWord.Ended(Outcome how) -> outcome = Optional.of(how);
            case JvmWord other -> throw new IOException("not for an agent: " + other);
        }
    }

    private void ask(Question question) {
        answer(question)
                .thenAccept(answer -> say(new JvmWord.Answers(
                        answer.toBuilder().setNumber(question.getNumber()).build())));
    }

    private CompletableFuture<Answer> answer(Question question) {
        DirectoryRequest request = question.getDirectory();
        return Standings.reading(request)
                .map(reading -> exchange()
                        .reads(Standings.key(reading, request.getKey()), reading)
                        .thenApply(found -> Answer.newBuilder()
                                .setDirectory(Standings.response(found))
                                .build()))
                .orElseGet(() -> exchange().asks(question));
    }

    private static KeySnapshot snapshot(Key key, View view) {
        KeySnapshot.Builder snapshot =
                KeySnapshot.newBuilder().setKey(Standings.wire(key)).setExists(view.exists());
        for (Party party : view.parties()) {
            snapshot.addMember(MemberCount.newBuilder().setPid(party.toString()).setCount(1));
        }
        return snapshot.build();
    }

    /** It is gone before it had said all. */
    void end() {
        unsaid.close();
    }
}
