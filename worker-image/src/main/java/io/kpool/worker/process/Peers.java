package io.kpool.worker.process;

import com.google.protobuf.ByteString;
import io.kpool.pool.Party;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.Link;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;
import io.kpool.protocol.process.Unlink;
import io.kpool.worker.api.ExitMessage;
import io.kpool.worker.api.Failure;

/** Between what user code says of other processes and the words of the wire. */
final class Peers {
    private static final String KILL = "kill";

    private Peers() {}

    static ProcessSignal link(String pid) {
        return to(pid).setLink(Link.getDefaultInstance()).build();
    }

    static ProcessSignal unlink(String pid) {
        return to(pid).setUnlink(Unlink.getDefaultInstance()).build();
    }

    static ProcessSignal exit(String pid, String reason) {
        ExitSignal.Builder signal = ExitSignal.newBuilder();
        switch (reason) {
            case KILL -> signal.setReason(ExitReason.KILLED);
            case "normal" -> signal.setReason(ExitReason.NORMAL);
            case "shutdown" -> signal.setReason(ExitReason.SHUTDOWN);
            default -> signal.setReason(ExitReason.EXIT).setMessage(Outcome.cut(reason));
        }
        return to(pid).setExit(signal).build();
    }

    /** @param call 0: no answer is waited for */
    static ProcessSignal message(String pid, ByteString body, long call) {
        return to(pid).setMessage(Message.newBuilder().setBody(body).setCall(call))
                .build();
    }

    static ProcessSignal reply(String pid, long call, ByteString body) {
        return to(pid).setReply(Reply.newBuilder().setCall(call).setBody(body)).build();
    }

    /** To who sent a message for which there is no room. */
    static ProcessSignal full(ProcessSignal message) {
        return Undeliverable.because(message, Undelivered.RECEIVER_FULL, "its mailbox is full");
    }

    /** Answers a call: nobody will. */
    static Reply gone(String message) {
        return Reply.newBuilder()
                .setFailure(Undelivered.RECEIVER_GONE)
                .setMessage(message)
                .build();
    }

    private static ProcessSignal.Builder to(String pid) {
        return ProcessSignal.newBuilder().setPeer(checked(pid));
    }

    /** @throws IllegalArgumentException it cannot be a pid */
    static String checked(String pid) {
        Party.parse(pid);
        return pid;
    }

    static ExitMessage exitMessage(ProcessSignal from) {
        ExitSignal signal = from.getExit();
        return new ExitMessage(from.getPeer(), word(signal.getReason()), signal.getMessage());
    }

    static String word(ExitReason reason) {
        return switch (reason) {
            case EXIT_REASON_UNSPECIFIED, UNRECOGNIZED -> io.kpool.pool.ExitReason.EXIT.text();
            default -> io.kpool.pool.ExitReason.valueOf(reason.name()).text();
        };
    }

    static Failure failure(Undelivered why) {
        return switch (why) {
            case RECEIVER_GONE -> Failure.NOPROC;
            case RECEIVER_FULL -> Failure.MAILBOX_FULL;
            case RECEIVER_LOST, UNDELIVERED_UNSPECIFIED, UNRECOGNIZED -> Failure.NOCONNECTION;
        };
    }
}
