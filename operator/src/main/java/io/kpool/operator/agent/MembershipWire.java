package io.kpool.operator.agent;

import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Membership;
import io.kpool.protocol.process.KeyKind;

/** Between keys and memberships on the wires and in the domain. What makes no sense is an IllegalArgumentException. */
public final class MembershipWire {
    private MembershipWire() {}

    public static Key read(io.kpool.protocol.process.Key key) {
        return switch (key.getKind()) {
            case GROUP -> Key.group(key.getText());
            case NAME -> Key.name(key.getText());
            case UNRECOGNIZED -> throw new IllegalArgumentException("neither a group nor a name");
        };
    }

    public static io.kpool.protocol.process.Key write(Key key) {
        return io.kpool.protocol.process.Key.newBuilder()
                .setKind(key.kind() == Key.Kind.GROUP ? KeyKind.GROUP : KeyKind.NAME)
                .setText(key.text())
                .build();
    }

    public static Membership read(io.kpool.protocol.process.Membership membership) {
        return new Membership(read(membership.getKey()), membership.getGroupUid(), membership.getCount());
    }

    public static io.kpool.protocol.process.Membership write(Membership membership) {
        return io.kpool.protocol.process.Membership.newBuilder()
                .setKey(write(membership.key()))
                .setGroupUid(membership.groupUid())
                .setCount(membership.count())
                .build();
    }
}
