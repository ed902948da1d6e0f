package io.kpool.operator.http;

import com.google.protobuf.ByteString;
import io.kpool.operator.live.LiveException;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.protocol.process.LeaveReason;

/** Between what the live API says of groups, names and messages inside the operator and what it says in JSON. */
final class KeyWording {
    private KeyWording() {}

    static RegistryAnswer registry(DirectoryResponse found) {
        return new RegistryAnswer(found.getRegistrationList().stream()
                .map(one -> new RegistryAnswer.Registered(one.getName(), one.getPidList()))
                .toList());
    }

    static WatchLine snapshot(KeySnapshot page) {
        return new WatchLine(
                "snapshot",
                page.getExists(),
                page.getMemberList().stream()
                        .map(member -> new WatchLine.Member(member.getPid(), member.getCount()))
                        .toList(),
                page.getMore(),
                null,
                null,
                null);
    }

    static WatchLine change(KeyChange change) {
        return switch (change.getEvent()) {
            case JOINED -> event("joined", change, null);
            case LEFT -> event("left", change, word(change.getReason()));
            case CREATED -> plain("created");
            case DELETED -> plain("deleted");
            case KEY_EVENT_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a change that says nothing: " + change.getEvent());
        };
    }

    static WatchLine error(LiveException why) {
        return new WatchLine("error", null, null, null, null, why.kind().text(), why.getMessage());
    }

    /** JSON as it came; empty: there is none. */
    static String json(ByteString json) {
        return json.isEmpty() ? null : json.toStringUtf8();
    }

    private static WatchLine event(String type, KeyChange change, String reason) {
        return new WatchLine(type, null, null, null, change.getPidList(), reason, null);
    }

    private static WatchLine plain(String type) {
        return new WatchLine(type, null, null, null, null, null, null);
    }

    private static String word(LeaveReason reason) {
        return switch (reason) {
            case BY_REQUEST -> "left";
            case EXITED -> "exited";
            case WORKER_LOST -> "noconnection";
            case LEAVE_REASON_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a change that does not say why: " + reason);
        };
    }
}
