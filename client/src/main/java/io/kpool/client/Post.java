package io.kpool.client;

import com.google.protobuf.ByteString;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Undelivered;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Messages between the session and other processes. On any thread, but for what the stream brings and does. */
final class Post {
    /** Callers of so many calls are told if the session is closed before it has answered them. */
    private static final int MOST_REMEMBERED = 10_000;

    private final ClientLoop loop;
    private final Departures departures;
    private final Mailbox mailbox;
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
        put(Wire.message(pid, body));
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

    /** A message, or one of this session that came back. */
    void received(ProcessSignal signal) {
        switch (signal.getWhatCase()) {
            case MESSAGE -> delivered(signal.getPeer(), signal.getMessage());
            case BOUNCE -> {
                ErrorCode why = Wire.code(signal.getBounce().getWhy());
                mailbox.offer(new io.kpool.client.Undelivered(signal.getPeer(), why), signal.getSerializedSize());
            }
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

    /** The session is another one: nobody waits for its answers. */
    void renewed() {
        unanswered.clear();
    }

    /** Before the session is closed: whoever waits for its answers waits in vain. */
    void answerForGood() {
        unanswered.forEach(asker -> refuse(asker.pid(), asker.call(), Undelivered.RECEIVER_GONE));
    }

    void close(KpoolException why) {
        over = why;
        departures.close();
        mailbox.close(why);
    }
}
