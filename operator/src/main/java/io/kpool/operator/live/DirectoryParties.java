package io.kpool.operator.live;

import io.kpool.pool.Party;
import io.kpool.pool.SessionId;
import io.kpool.pool.Switchboard.Standing;
import io.kpool.protocol.process.Membership;

/** Who may stand under groups and names. Lives on the loop. */
record DirectoryParties(Switchboards boards, NamespaceSessions sessions) {

    /** A session of an earlier leader has to say first where it stands. */
    Standing standing(String namespace, Party party, NamespaceDirectory directory) {
        Standing known = boards.standing(namespace, party);
        boolean isAwaited = known == Standing.THERE
                && party instanceof SessionId session
                && isOfAnEarlierLeader(session)
                && !directory.hasReturned(session);
        return isAwaited ? Standing.UNKNOWN : known;
    }

    boolean isOfAnEarlierLeader(SessionId session) {
        return session.epoch() != sessions.epoch();
    }

    NamespaceDirectory.Told telling(DirectoryParts parts) {
        return new NamespaceDirectory.Told() {
            @Override
            public void recorded(String namespace, SessionId session, Membership now) {
                sessions.of(namespace)
                        .find(session)
                        .ifPresent(
                                found -> found.actions().stands(parts.tickets().seal(session, namespace, now)));
            }

            @Override
            public void changed(String namespace, String group) {
                parts.groups().changed(namespace, group);
            }
        };
    }
}
