package io.kpool.operator.live;

import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.LivePools.Passage;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.live.SessionCalls.OpenCall;
import io.kpool.operator.live.Switchboards.Callers.Member;
import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.SessionId;
import io.kpool.protocol.process.Bounce;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;

/** Carries messages, and what answers them, without looking into them. Lives on the loop. */
final class Post {
    private final LivePools pools;
    private final Switchboards.Callers callers;
    private final SessionCalls calls = new SessionCalls();
    private long carried;

    Post(LivePools pools, Switchboards.Callers callers) {
        this.pools = pools;
        this.callers = callers;
    }

    /** How many were. */
    long carried() {
        return carried;
    }

    /** Brings it, or tells the sender why not. */
    void carry(String namespace, Party from, Party to, ProcessSignal said) {
        ProcessSignal told = said.toBuilder().setPeer(from.toString()).build();
        Passage passage = pass(namespace, to, told);
        carried++;
        if (passage != Passage.TAKEN && said.hasMessage()) {
            pass(namespace, from, undelivered(to, said.getMessage().getCall(), passage));
        } else if (said.hasReply() && from instanceof SessionId session) {
            calls.answered(
                    new Member(namespace, session),
                    new OpenCall(to, said.getReply().getCall()));
        } else if (said.getMessage().getCall() > 0 && to instanceof SessionId session) {
            calls.begun(
                    new Member(namespace, session),
                    new OpenCall(from, said.getMessage().getCall()));
        }
    }

    /** There is no room for it where it would have to wait. */
    void refuse(String namespace, Party from, Party to, Message message) {
        pass(namespace, from, undelivered(to, message.getCall(), Passage.FULL));
    }

    /** Nobody answers what it was asked any more. */
    void ended(Member session) {
        calls.ended(session).forEach(call -> pass(session.namespace(), call.from(), call.gone(session)));
    }

    private Passage pass(String namespace, Party to, ProcessSignal told) {
        return switch (to) {
            case Pid pid -> pools.pass(new PoolKey(namespace, pid.pool()), pid, told);
            case SessionId session -> callers.pass(new Member(namespace, session), told);
        };
    }

    private static ProcessSignal undelivered(Party to, long call, Passage passage) {
        Undelivered why = passage == Passage.FULL ? Undelivered.RECEIVER_FULL : Undelivered.RECEIVER_LOST;
        ProcessSignal.Builder told = ProcessSignal.newBuilder().setPeer(to.toString());
        if (call == 0) {
            return told.setBounce(Bounce.newBuilder().setWhy(why)).build();
        }
        String message = passage == Passage.FULL
                ? "too much waits for " + to + " already"
                : "there is no way to the worker of " + to;
        return told.setReply(Reply.newBuilder().setCall(call).setFailure(why).setMessage(message))
                .build();
    }
}
