package io.kpool.worker.process;

import io.kpool.protocol.process.Bounce;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;

/** What becomes of messages that are not received. */
public final class Undeliverable {
    private Undeliverable() {}

    /**
     * To who waits for an answer to a message, or else has it back.
     *
     * @param message its peer is the sender, and is told
     * @param words what a person can act on
     */
    public static ProcessSignal because(ProcessSignal message, Undelivered why, String words) {
        ProcessSignal.Builder back = ProcessSignal.newBuilder().setPeer(message.getPeer());
        long call = message.getMessage().getCall();
        return call == 0
                ? back.setBounce(Bounce.newBuilder().setWhy(why)).build()
                : back.setReply(Reply.newBuilder().setCall(call).setFailure(why).setMessage(words))
                        .build();
    }
}
