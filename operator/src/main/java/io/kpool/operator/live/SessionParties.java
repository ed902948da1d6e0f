package io.kpool.operator.live;

import io.kpool.operator.agent.LivePools.Passage;
import io.kpool.operator.agent.Loop;
import io.kpool.pool.CallerSession;
import io.kpool.pool.Party;
import io.kpool.pool.PartySignal;
import io.kpool.pool.SignalOrigin;
import io.kpool.pool.Switchboard.Standing;
import io.kpool.protocol.process.ProcessSignal;

/** Sessions as parties: what they are told reaches their callers, or ends them. Lives on the loop. */
final class SessionParties implements Switchboards.Callers {
    private final NamespaceSessions sessions;
    private final Loop loop;

    SessionParties(NamespaceSessions sessions, Loop loop) {
        this.sessions = sessions;
        this.loop = loop;
    }

    @Override
    public Standing standing(Member session) {
        return sessions.standing(session.namespace(), session.session(), loop.nowMillis());
    }

    @Override
    public void tell(Member to, Party from, PartySignal signal) {
        sessions.of(to.namespace())
                .find(to.session())
                .filter(CallerSession::isAlive)
                .map(CallerSession::actions)
                .ifPresent(session -> tell(session, from, signal));
    }

    @Override
    public Passage pass(Member to, ProcessSignal signal) {
        return sessions.of(to.namespace())
                .find(to.session())
                .filter(CallerSession::isAlive)
                .map(found -> found.actions().signalled(signal) ? Passage.TAKEN : Passage.FULL)
                .orElse(Passage.LOST);
    }

    private void tell(LiveSession session, Party from, PartySignal signal) {
        if (!(signal instanceof PartySignal.ExitSignal exit)) {
            session.signalled(SignalWire.write(from, signal));
            return;
        }
        switch (session.effectOf(exit)) {
            // Not at once: whoever tells is not done.
            case ENDS -> loop.execute(() -> session.end(exit.reason(), exit.message()));
            case DELIVERED -> session.signalled(SignalWire.write(from, signal));
            case NONE -> {
                // Its caller keeps count of its links.
                if (exit.origin() == SignalOrigin.LINK) {
                    session.signalled(SignalWire.write(from, signal));
                }
            }
        }
    }
}
