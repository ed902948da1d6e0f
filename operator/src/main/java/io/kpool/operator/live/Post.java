package io.kpool.operator.live;

import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.LivePools.Passage;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.SessionId;
import io.kpool.protocol.process.Bounce;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;

/** Carries messages, and what answers them, without looking into them. Lives on the loop. */
final class Post {
    private final LivePools pools;
    private final Switchboards.Callers callers;

    Post(LivePools pools, Switchboards.Callers callers) {
        this.pools = pools;
        this.callers = callers;
    }

    /** Brings it, or tells the sender why not. */
    void carry(String namespace, Party from, Party to, ProcessSignal said) {
        ProcessSignal told = said.toBuilder().setPeer(from.toString()).build();
        Passage passage = pass(namespace, to, told);
        if (passage != Passage.TAKEN && said.hasMessage()) {
            pass(namespace, from, undelivered(to, said.getMessage().getCall(), passage));
        }
    }

    private Passage pass(String namespace, Party to, ProcessSignal told) {
        return switch (to) {
            case Pid pid -> pools.pass(new PoolKey(namespace, pid.pool()), pid, told);
            case SessionId session -> callers.pass(new Switchboards.Callers.Member(namespace, session), told);
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
