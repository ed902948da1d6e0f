package io.kpool.operator.live;

import io.kpool.operator.agent.MembershipWire;
import io.kpool.pool.Party;
import io.kpool.pool.directory.Change;
import io.kpool.pool.directory.Found;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.KeyState;
import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeyEvent;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.protocol.process.LeaveReason;
import io.kpool.protocol.process.MemberCount;
import io.kpool.protocol.process.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What is told of groups and names, as the wires say it. */
final class KeyWire {
    static final DirectoryResponse OK = DirectoryResponse.getDefaultInstance();

    /** A page of a snapshot is closed when it has so many bytes. */
    static final int PAGE_BYTES = 192 * 1024;

    private KeyWire() {}

    static KeyChange change(Key key, Change change) {
        KeyChange.Builder told = KeyChange.newBuilder().setKey(MembershipWire.write(key));
        switch (change) {
            case Change.Created() -> told.setEvent(KeyEvent.CREATED);
            case Change.Deleted() -> told.setEvent(KeyEvent.DELETED);
            case Change.Joined(var parties) -> told.setEvent(KeyEvent.JOINED).addAllPid(pids(parties));
            case Change.Left(var parties, var reason) ->
                told.setEvent(KeyEvent.LEFT)
                        .addAllPid(pids(parties))
                        .setReason(
                                switch (reason) {
                                    case BY_REQUEST -> LeaveReason.BY_REQUEST;
                                    case EXITED -> LeaveReason.EXITED;
                                    case WORKER_LOST -> LeaveReason.WORKER_LOST;
                                });
        }
        return told.build();
    }

    /** All pages of what stands under a key now; at least one. */
    static List<KeySnapshot> pages(KeyState state) {
        List<KeySnapshot> pages = new ArrayList<>();
        KeySnapshot.Builder page = page(state);
        int bytes = 0;
        for (Map.Entry<Party, Integer> member : state.counts().entrySet()) {
            if (bytes >= PAGE_BYTES) {
                pages.add(page.setMore(true).build());
                page = page(state);
                bytes = 0;
            }
            MemberCount count = MemberCount.newBuilder()
                    .setPid(member.getKey().toString())
                    .setCount(member.getValue())
                    .build();
            page.addMember(count);
            bytes += count.getSerializedSize();
        }
        pages.add(page.build());
        return pages;
    }

    private static KeySnapshot.Builder page(KeyState state) {
        return KeySnapshot.newBuilder()
                .setKey(MembershipWire.write(state.key()))
                .setExists(state.exists());
    }

    static DirectoryResponse texts(List<?> values) {
        DirectoryResponse.Builder response = DirectoryResponse.newBuilder();
        values.forEach(value -> response.addValue(value.toString()));
        return response.build();
    }

    static DirectoryResponse found(Key key, Found found) {
        return switch (found) {
            case Found.Texts(var values) -> texts(values);
            case Found.Nothing(var why) ->
                switch (why) {
                    case NO_SUCH_GROUP -> noSuchGroup(key.text());
                    case NO_PROCESS -> error(DirectoryError.NO_PROCESS, "group '" + key.text() + "' is empty");
                    case NO_PID ->
                        error(DirectoryError.NO_PID, "nobody is registered under the name '" + key.text() + "'");
                };
        };
    }

    static DirectoryResponse registry(SortedMap<String, List<Party>> names) {
        DirectoryResponse.Builder response = DirectoryResponse.newBuilder();
        names.forEach((name, parties) -> {
            Registration.Builder registration = Registration.newBuilder().setName(name);
            parties.forEach(party -> registration.addPid(party.toString()));
            response.addRegistration(registration);
        });
        return response.build();
    }

    static DirectoryResponse noSuchGroup(String group) {
        return error(DirectoryError.NO_SUCH_GROUP, "there is no group '" + group + "'");
    }

    static DirectoryResponse error(DirectoryError error, String message) {
        return DirectoryResponse.newBuilder()
                .setError(error)
                .setMessage(message)
                .build();
    }

    private static List<String> pids(List<Party> parties) {
        return parties.stream().map(Party::toString).toList();
    }
}
