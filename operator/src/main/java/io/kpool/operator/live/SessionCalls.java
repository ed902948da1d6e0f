package io.kpool.operator.live;

import io.kpool.operator.live.Switchboards.Callers.Member;
import io.kpool.pool.Party;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** Calls that sessions have yet to answer: when one ends, whoever waits for it waits no longer. Lives on the loop. */
final class SessionCalls {
    /** Of one session; who asked before that may wait until its own timeout. */
    private static final int MOST = 10_000;

    private final Map<Member, SequencedSet<OpenCall>> open = new HashMap<>();

    /** @param from who waits */
    record OpenCall(Party from, long number) {
        ProcessSignal gone(Member session) {
            String pid = session.session().toString();
            return ProcessSignal.newBuilder()
                    .setPeer(pid)
                    .setReply(Reply.newBuilder()
                            .setCall(number)
                            .setFailure(Undelivered.RECEIVER_GONE)
                            .setMessage(pid + " ended before it had answered"))
                    .build();
        }
    }

    void begun(Member session, OpenCall call) {
        SequencedSet<OpenCall> of = open.computeIfAbsent(session, any -> new LinkedHashSet<>());
        of.add(call);
        if (of.size() > MOST) {
            of.removeFirst();
        }
    }

    void answered(Member session, OpenCall call) {
        open.computeIfPresent(session, (any, of) -> {
            of.remove(call);
            return of.isEmpty() ? null : of;
        });
    }

    /** Those that nobody will answer. */
    List<OpenCall> ended(Member session) {
        SequencedSet<OpenCall> of = open.remove(session);
        return of == null ? List.of() : List.copyOf(of);
    }
}
