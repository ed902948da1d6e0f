package io.kpool.worker;

import io.kpool.pool.ExitHandling;
import io.kpool.pool.ExitReason;
import io.kpool.pool.SignalEffect;
import io.kpool.pool.SignalOrigin;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.process.RunningProcess;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What processes of this worker and others tell each other. Links are part of the inventory, so that what is said of
 * them while there is no stream is not lost; exit signals go the way of messages. Confined to the loop.
 */
final class Signals {
    private static final ExitSignal TOO_MANY_LINKS = ExitSignal.newBuilder()
            .setReason(io.kpool.protocol.process.ExitReason.EXIT)
            .setMessage("system_limit")
            .build();

    private final Termination termination;
    private final Messages messages;
    private Reports reports = Reports.NONE;

    Signals(Termination termination, Messages messages) {
        this.termination = termination;
        this.messages = messages;
    }

    void reportTo(Reports now) {
        reports = now;
    }

    /** A process tells another something; the peer is to whom. */
    void sent(ProcessEntry entry, ProcessSignal signal) {
        if (entry.hasEnded() || entry.isDisowned()) {
            return;
        }
        switch (signal.getWhatCase()) {
            case LINK -> link(entry, signal);
            case UNLINK -> {
                entry.unlink(signal.getPeer());
                reports.signal(sent(entry.serial(), signal));
            }
            case EXIT -> exit(entry, signal);
            case MESSAGE, REPLY, BOUNCE -> messages.sent(entry, signal);
            case WHAT_NOT_SET -> throw new IllegalArgumentException("a process that says nothing");
        }
    }

    private void link(ProcessEntry entry, ProcessSignal signal) {
        if (entry.link(signal.getPeer())) {
            reports.signal(sent(entry.serial(), signal));
        } else {
            delivered(entry, signal.toBuilder().setExit(TOO_MANY_LINKS).build());
        }
    }

    private void exit(ProcessEntry entry, ProcessSignal signal) {
        OptionalLong here = Messages.here(entry.pid(), signal.getPeer());
        if (here.isPresent()) {
            ProcessSignal from =
                    signal.toBuilder().setPeer(entry.pid().toString()).build();
            messages.find(here.getAsLong()).ifPresent(other -> delivered(other, from));
        } else {
            messages.out(entry.serial(), signal);
        }
    }

    private static SentSignal sent(long serial, ProcessSignal signal) {
        return SentSignal.newBuilder().setSerial(serial).setSignal(signal).build();
    }

    /** Another tells a process something; the peer is from whom. */
    void delivered(ProcessEntry entry, ProcessSignal signal) {
        // Who calls one that has ended waits for an answer also while that end is not acknowledged.
        if (entry.hasEnded() && !signal.hasMessage()) {
            return;
        }
        switch (signal.getWhatCase()) {
            case LINK -> entry.link(signal.getPeer());
            case UNLINK -> entry.unlink(signal.getPeer());
            case EXIT -> {
                // After it was unlinked nothing comes over a link, also what was on its way.
                if (!signal.getExit().getLinked() || entry.unlink(signal.getPeer())) {
                    entry.process().ifPresent(process -> exitSignal(entry, process, signal));
                }
            }
            case MESSAGE, REPLY, BOUNCE -> messages.receive(entry.serial(), signal);
            case WHAT_NOT_SET -> {
                // A later operator's: this worker does not know of it.
            }
        }
    }

    private void exitSignal(ProcessEntry entry, RunningProcess process, ProcessSignal signal) {
        ExitSignal exit = signal.getExit();
        ExitReason reason = reason(exit);
        SignalOrigin origin = exit.getLinked() ? SignalOrigin.LINK : SignalOrigin.SENT;
        SignalEffect effect = process.exitHandling().effectOf(reason, origin);
        switch (effect) {
            case NONE -> {}
            case DELIVERED -> process.deliver(signal);
            case ENDS -> {
                Duration grace = ExitHandling.isKill(reason, origin) ? Duration.ZERO : termination.grace();
                termination.end(entry, new EndOrder(exit.getReason(), message(signal, reason), grace));
            }
        }
    }

    private static String message(ProcessSignal signal, ExitReason reason) {
        ExitSignal exit = signal.getExit();
        return exit.getLinked() && exit.getMessage().isEmpty()
                ? signal.getPeer() + ", with which it is linked, ended with " + reason.text()
                : exit.getMessage();
    }

    private static ExitReason reason(ExitSignal exit) {
        return switch (exit.getReason()) {
            case EXIT_REASON_UNSPECIFIED, UNRECOGNIZED -> ExitReason.EXIT;
            default -> ExitReason.valueOf(exit.getReason().name());
        };
    }
}
