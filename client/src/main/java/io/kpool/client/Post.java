package io.kpool.client;

import com.google.protobuf.ByteString;
import io.kpool.protocol.process.ProcessSignal;

/** Messages between the session and other processes. On any thread, but for what the stream brings and does. */
final class Post {
    private final ClientLoop loop;
    private final Departures departures;
    private final Mailbox mailbox;
    private volatile KpoolException over;

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
                mailbox.offer(new Undelivered(signal.getPeer(), why), signal.getSerializedSize());
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
        if (mailbox.offer(received, message.getBody().size())) {
            return;
        }
        if (call != 0) {
            departures.add(Wire.full(from, call));
        } else if (!from.isEmpty()) {
            departures.add(Wire.full(from));
        }
    }

    void close(KpoolException why) {
        over = why;
        departures.close();
        mailbox.close(why);
    }
}
