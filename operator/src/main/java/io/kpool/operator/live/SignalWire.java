package io.kpool.operator.live;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.kpool.pool.ExitReason;
import io.kpool.pool.Party;
import io.kpool.pool.PartySignal;
import io.kpool.pool.SignalOrigin;
import io.kpool.protocol.process.Bounce;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.Link;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;
import io.kpool.protocol.process.Unlink;

/** Between what parties tell each other on the wire and in the domain. Nonsense is an IllegalArgumentException. */
final class SignalWire {
    private SignalWire() {}

    /** Bytes of a message's body, and of its answer's. */
    static final int MOST_BODY = 256 * 1024;

    static PartySignal read(ProcessSignal signal) {
        return switch (signal.getWhatCase()) {
            case LINK -> new PartySignal.Linked();
            case UNLINK -> new PartySignal.Unlinked();
            case EXIT -> read(signal.getExit());
            case MESSAGE -> {
                Message message = signal.getMessage();
                yield new PartySignal.Message(requireBody(message.getBody()).toByteArray(), message.getCall());
            }
            case REPLY -> read(signal.getReply());
            case BOUNCE -> new PartySignal.Bounce(read(signal.getBounce().getWhy()));
            case WHAT_NOT_SET -> throw new IllegalArgumentException("a signal that says nothing");
        };
    }

    /** Whoever sends one does not speak for a link: the operator does that. */
    static PartySignal.ExitSignal read(ExitSignal signal) {
        return switch (signal.getReason()) {
            case EXIT_REASON_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("an exit signal without a known reason");
            default ->
                new PartySignal.ExitSignal(
                        ExitReason.valueOf(signal.getReason().name()), signal.getMessage(), SignalOrigin.SENT);
        };
    }

    /** Whether it can be passed on as it is. */
    static boolean isMail(ProcessSignal signal) {
        return switch (signal.getWhatCase()) {
            case MESSAGE -> requireBody(signal.getMessage().getBody()) != null;
            case REPLY -> requireBody(signal.getReply().getBody()) != null;
            case BOUNCE -> true;
            case LINK, UNLINK, EXIT, WHAT_NOT_SET -> false;
        };
    }

    static ByteString requireBody(ByteString body) {
        if (body.size() > MOST_BODY) {
            throw new IllegalArgumentException(
                    "a message of " + body.size() + " bytes: at most " + MOST_BODY + " are carried");
        }
        return body;
    }

    static ProcessSignal write(Party from, PartySignal signal) {
        ProcessSignal.Builder told = ProcessSignal.newBuilder().setPeer(from.toString());
        return switch (signal) {
            case PartySignal.Linked _ -> told.setLink(Link.getDefaultInstance()).build();
            case PartySignal.Unlinked _ ->
                told.setUnlink(Unlink.getDefaultInstance()).build();
            case PartySignal.ExitSignal exit -> told.setExit(write(exit)).build();
            case PartySignal.Message(var body, long call) ->
                told.setMessage(Message.newBuilder().setBody(wrap(body)).setCall(call))
                        .build();
            case PartySignal.Reply reply -> told.setReply(write(reply)).build();
            case PartySignal.Bounce(var why) ->
                told.setBounce(Bounce.newBuilder().setWhy(write(why))).build();
        };
    }

    static io.kpool.protocol.process.ExitReason write(ExitReason reason) {
        return io.kpool.protocol.process.ExitReason.valueOf(reason.name());
    }

    private static PartySignal.Reply read(Reply reply) {
        PartySignal.Reply.Outcome outcome = reply.getFailure() == Undelivered.UNDELIVERED_UNSPECIFIED
                ? new PartySignal.Reply.Answered(requireBody(reply.getBody()).toByteArray())
                : new PartySignal.Reply.Failed(read(reply.getFailure()), reply.getMessage());
        return new PartySignal.Reply(reply.getCall(), outcome);
    }

    private static Reply write(PartySignal.Reply reply) {
        Reply.Builder told = Reply.newBuilder().setCall(reply.call());
        return switch (reply.outcome()) {
            case PartySignal.Reply.Answered(var body) ->
                told.setBody(wrap(body)).build();
            case PartySignal.Reply.Failed(var why, var message) ->
                told.setFailure(write(why)).setMessage(message).build();
        };
    }

    private static PartySignal.Undelivered read(Undelivered why) {
        return switch (why) {
            case RECEIVER_GONE -> PartySignal.Undelivered.RECEIVER_GONE;
            case RECEIVER_FULL -> PartySignal.Undelivered.RECEIVER_FULL;
            case RECEIVER_LOST -> PartySignal.Undelivered.RECEIVER_LOST;
            case UNDELIVERED_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a message without a known reason why it was not received");
        };
    }

    private static Undelivered write(PartySignal.Undelivered why) {
        return Undelivered.valueOf(why.name());
    }

    // Nobody changes it any more.
    private static ByteString wrap(byte[] body) {
        return UnsafeByteOperations.unsafeWrap(body);
    }

    private static ExitSignal write(PartySignal.ExitSignal exit) {
        return ExitSignal.newBuilder()
                .setReason(write(exit.reason()))
                .setMessage(exit.message())
                .setLinked(exit.origin() == SignalOrigin.LINK)
                .build();
    }
}
