package io.kpool.worker;

import io.kpool.pool.Party;
import io.kpool.pool.directory.Change;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.LeaveReason;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeyEvent;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.protocol.process.MemberCount;
import io.kpool.worker.process.Standings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of groups and names, on the wire and in the domain. Nonsense is an IllegalArgumentException. */
final class Changes {
    private Changes() {}

    static Map<Party, Integer> counts(KeySnapshot page) {
        Map<Party, Integer> counts = new LinkedHashMap<>();
        for (MemberCount member : page.getMemberList()) {
            counts.put(Party.parse(member.getPid()), member.getCount());
        }
        return counts;
    }

    /** Whether it is of a kind that there was when this worker was made. */
    static boolean isKnown(KeyChange change) {
        return change.getEvent() != KeyEvent.KEY_EVENT_UNSPECIFIED && change.getEvent() != KeyEvent.UNRECOGNIZED;
    }

    static Change read(KeyChange change) {
        List<Party> parties = change.getPidList().stream().map(Party::parse).toList();
        return switch (change.getEvent()) {
            case JOINED -> new Change.Joined(parties);
            case LEFT -> new Change.Left(parties, reason(change));
            case CREATED -> new Change.Created();
            case DELETED -> new Change.Deleted();
            case KEY_EVENT_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a change that this worker does not know");
        };
    }

    private static LeaveReason reason(KeyChange change) {
        return switch (change.getReason()) {
            case BY_REQUEST -> LeaveReason.BY_REQUEST;
            case WORKER_LOST -> LeaveReason.WORKER_LOST;
            case EXITED, LEAVE_REASON_UNSPECIFIED, UNRECOGNIZED -> LeaveReason.EXITED;
        };
    }

    static KeyChange wire(Key key, Change change) {
        KeyChange.Builder told = KeyChange.newBuilder().setKey(Standings.wire(key));
        return switch (change) {
            case Change.Joined(var parties) -> add(told.setEvent(KeyEvent.JOINED), parties);
            case Change.Left(var parties, var reason) ->
                add(
                        told.setEvent(KeyEvent.LEFT)
                                .setReason(io.kpool.protocol.process.LeaveReason.valueOf(reason.name())),
                        parties);
            case Change.Created() -> told.setEvent(KeyEvent.CREATED).build();
            case Change.Deleted() -> told.setEvent(KeyEvent.DELETED).build();
        };
    }

    private static KeyChange add(KeyChange.Builder change, List<Party> parties) {
        parties.forEach(party -> change.addPid(party.toString()));
        return change.build();
    }
}
