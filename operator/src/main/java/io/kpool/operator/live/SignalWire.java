package io.kpool.operator.live;

import io.kpool.pool.ExitReason;
import io.kpool.pool.Party;
import io.kpool.pool.PartySignal;
import io.kpool.pool.SignalOrigin;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.Link;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Unlink;

/** Between what parties tell each other on the wire and in the domain. Nonsense is an IllegalArgumentException. */
final class SignalWire {
    private SignalWire() {}

    static PartySignal read(ProcessSignal signal) {
        return switch (signal.getWhatCase()) {
            case LINK -> new PartySignal.Linked();
            case UNLINK -> new PartySignal.Unlinked();
            case EXIT -> read(signal.getExit());
            case WHAT_NOT_SET -> throw new IllegalArgumentException("a signal that says nothing");
        };
    }

    /** Whoever sends one does not speak for a link: the operator does that. */
    static PartySignal.ExitSignal read(ExitSignal signal) {
        return switch (signal.getReason()) {
            case EXIT_REASON_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("an exit signal without a known reason");
            default ->
                new PartySignal.ExitSignal(
                        ExitReason.valueOf(signal.getReason().name()), signal.getMessage(), SignalOrigin.SENT);
        };
    }

    static ProcessSignal write(Party from, PartySignal signal) {
        ProcessSignal.Builder told = ProcessSignal.newBuilder().setPeer(from.toString());
        return switch (signal) {
            case PartySignal.Linked _ -> told.setLink(Link.getDefaultInstance()).build();
            case PartySignal.Unlinked _ ->
                told.setUnlink(Unlink.getDefaultInstance()).build();
            case PartySignal.ExitSignal exit -> told.setExit(write(exit)).build();
        };
    }

    static io.kpool.protocol.process.ExitReason write(ExitReason reason) {
        return io.kpool.protocol.process.ExitReason.valueOf(reason.name());
    }

    private static ExitSignal write(PartySignal.ExitSignal exit) {
        return ExitSignal.newBuilder()
                .setReason(write(exit.reason()))
                .setMessage(exit.message())
                .setLinked(exit.origin() == SignalOrigin.LINK)
                .build();
    }
}
