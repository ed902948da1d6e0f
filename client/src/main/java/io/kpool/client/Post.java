package io.kpool.client;

import com.google.protobuf.ByteString;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Undelivered;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Messages between the session and other processes. On any thread, but for what the stream brings and does. */
final class Post {
    /** Callers of so many calls are told if the session is closed before it has answered them. */
    private static final int MOST_REMEMBERED = 10_000;

    private final ClientLoop loop;
    private final Departures departures;
    private final Mailbox mailbox;
    private final AtomicLong lastCall = new AtomicLong();
    private final Map<Long, CompletableFuture<ByteString>> asked = new ConcurrentHashMap<>();
    private final Set<Asker> unanswered = ConcurrentHashMap.newKeySet();
    private volatile KpoolException over;

    private record Asker(String pid, long call) {}

    Post(ClientLoop loop, Departures departures, Mailbox mailbox) {
        this.loop = loop;
        this.departures = departures;
        this.mailbox = mailbox;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    void send(String pid, ByteString body) {
        put(Wire.message(pid, body, 0));
    }

    /** A message and what is answered; completed on the loop. */
    CompletableFuture<ByteString> ask(String pid, ByteString body, Duration atMost) {
        long call = lastCall.incrementAndGet();
        var answer = new CompletableFuture<ByteString>();
        asked.put(call, answer);
        try {
            put(Wire.message(pid, body, call));
        } catch (KpoolException refused) {
            fail(call, refused);
            return answer;
        }
        var late = new KpoolException(ErrorCode.DEADLINE, pid + " has not answered within " + atMost);
        loop.execute(() -> {
            Runnable timer = loop.after(atMost, () -> fail(call, late));
            answer.whenComplete((said, failure) -> timer.run());
        });
        return answer;
    }

    void reply(Call call, ByteString body) {
        unanswered.remove(new Asker(call.from(), call.id()));
        put(Wire.reply(call.from(), call.id(), body));
    }

    private void put(ProcessSignal signal) {
        if (over != null) {
            throw over;
        }
        if (!departures.hasRoomFor(signal)) {
            throw new KpoolException(
                    ErrorCode.NO_CAPACITY, "the operator does not keep up: what is sent waits in this library");
        }
        departures.add(signal);
        loop.drainSoon();
    }

    /** A message, an answer, or a message of this session that came back. */
    void received(ProcessSignal signal) {
        switch (signal.getWhatCase()) {
            case MESSAGE -> delivered(signal.getPeer(), signal.getMessage());
            case REPLY -> answered(signal.getReply());
            case BOUNCE ->
                mailbox.offer(
                        new io.kpool.client.Undelivered(
                                signal.getPeer(), Wire.code(signal.getBounce().getWhy())),
                        signal.getSerializedSize());
            default -> {
                // Of a later version, or not of this kind.
            }
        }
    }

    private void delivered(String from, io.kpool.protocol.process.Message message) {
        String body = message.getBody().toStringUtf8();
        long call = message.getCall();
        Received received = call == 0 ? new Message(from, body) : new Call(from, call, body);
        // Before it can be answered.
        if (call != 0 && unanswered.size() < MOST_REMEMBERED) {
            unanswered.add(new Asker(from, call));
        }
        if (!mailbox.offer(received, message.getBody().size())) {
            unanswered.remove(new Asker(from, call));
            refuse(from, call, Undelivered.RECEIVER_FULL);
        }
    }

    private void refuse(String from, long call, Undelivered why) {
        if (call != 0) {
            departures.add(Wire.refusal(from, call, why));
        } else if (!from.isEmpty()) {
            departures.add(Wire.bounce(from, why));
        }
    }

    private void answered(io.kpool.protocol.process.Reply reply) {
        if (reply.getFailure() == Undelivered.UNDELIVERED_UNSPECIFIED) {
            CompletableFuture<ByteString> answer = asked.remove(reply.getCall());
            if (answer != null) {
                answer.complete(reply.getBody());
            }
        } else {
            fail(reply.getCall(), new KpoolException(Wire.code(reply.getFailure()), reply.getMessage()));
        }
    }

    private void fail(long call, KpoolException why) {
        CompletableFuture<ByteString> answer = asked.remove(call);
        if (answer != null) {
            answer.completeExceptionally(why);
        }
    }

    /** The stream is lost, and with it what was on its way: calls that were not sent yet wait for the next one. */
    void disconnected() {
        Set<Long> unsent = departures.unsentCalls();
        var lost = new KpoolException(
                ErrorCode.UNKNOWN_OUTCOME, "the connection broke before the answer came: the message may have arrived");
        asked.keySet().stream().filter(call -> !unsent.contains(call)).forEach(call -> fail(call, lost));
    }

    /** The session is another one: nobody waits for its answers, and nothing that it asked was heard. */
    void renewed() {
        unanswered.clear();
        var lost = new KpoolException(ErrorCode.UNKNOWN_OUTCOME, "the session was lost");
        asked.keySet().forEach(call -> fail(call, lost));
    }

    /** Before the session is closed: whoever waits for its answers waits in vain. */
    void answerForGood() {
        unanswered.forEach(asker -> refuse(asker.pid(), asker.call(), Undelivered.RECEIVER_GONE));
    }

    void close(KpoolException why) {
        over = why;
        departures.close();
        asked.keySet().forEach(call -> fail(call, why));
        mailbox.close(why);
    }
}
