package io.kpool.pool;

import io.kpool.pool.PartySignal.Bounce;
import io.kpool.pool.PartySignal.ExitSignal;
import io.kpool.pool.PartySignal.Linked;
import io.kpool.pool.PartySignal.Message;
import io.kpool.pool.PartySignal.Reply;
import io.kpool.pool.PartySignal.Undelivered;
import io.kpool.pool.PartySignal.Unlinked;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings what the parties of one namespace tell each other, and tells the partners of who ends, once. What is said of a
 * party waits while nobody knows whether it is there. Pure; one thread calls.
 */
public final class Switchboard {
    private static final ExitSignal NOPROC =
            new ExitSignal(ExitReason.NOPROC, "it was to be linked with a process that is no more", SignalOrigin.LINK);

    /** Messages that may wait, and their bytes. */
    private static final int MOST_WAITING = 10_000;

    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Parties parties;
    private final LinkTable links = new LinkTable();
    private List<Waiting> unsettled = new ArrayList<>();
    // To whom that is said: what comes later waits behind it.
    private final Set<Party> awaited = new HashSet<>();
    private long waitingBytes;

    /** What is known of a party. */
    public enum Standing {
        THERE,
        OVER,
        /** A new leader has yet to hear of it. */
        UNKNOWN
    }

    /** Where the parties are. */
    public interface Parties {
        Standing standing(Party party);

        /** How one that is over ended, if that is still known. */
        Optional<ExitSignal> end(Party over);

        /** Tells it that; it is there, or has just been. */
        void tell(Party to, Party from, PartySignal signal);
    }

    /** What waits until it is known whether a party is there. */
    private sealed interface Waiting {
        Party from();

        Party to();

        /** Whether it is for a mailbox, which its sender need not live to see. */
        default boolean isMail() {
            return false;
        }

        /** That is to be told. */
        record Said(Party from, Party to, PartySignal signal) implements Waiting {
            @Override
            public boolean isMail() {
                return signal instanceof Message || signal instanceof Reply;
            }
        }

        /** The two are linked, as one of them knows. */
        record Remembered(Party from, Party to) implements Waiting {}
    }

    public Switchboard(Parties parties) {
        this.parties = parties;
    }

    /** Whether nobody is linked, so that nobody has to be told of an end. */
    public boolean isIdle() {
        return links.isEmpty() && unsettled.isEmpty();
    }

    /** Whether what is said of a party that is there may reach it now: nothing waits that was said before. */
    public boolean isOpen(Party to) {
        return awaited.isEmpty() || !awaited.contains(to);
    }

    /** Whether one more message may wait here. */
    public boolean hasRoom() {
        return unsettled.size() < MOST_WAITING && waitingBytes < MOST_BYTES;
    }

    /** One party tells another something. */
    public void send(Party from, Party to, PartySignal signal) {
        if (!isOpen(to) || parties.standing(to) == Standing.UNKNOWN) {
            wait(new Waiting.Said(from, to, signal));
        } else {
            bring(from, to, signal);
        }
    }

    /**
     * A party is linked with another, as it knows: from its first moment on, or since before a new leader, or a new stream
     * of its worker, heard of it.
     */
    public void remember(Party party, Party partner) {
        switch (parties.standing(partner)) {
            case THERE -> {
                boolean isNew = links.link(party, partner);
                // Word of it may have been lost, and a worker heeds nothing that comes over a link it does not know.
                if (isNew && partner instanceof Pid) {
                    parties.tell(partner, party, new Linked());
                }
            }
            case OVER -> {
                links.unlink(party, partner);
                parties.tell(party, partner, parties.end(partner).orElse(NOPROC));
            }
            case UNKNOWN -> wait(new Waiting.Remembered(party, partner));
        }
    }

    /** A party ended; to be said once. */
    public void ended(Party party, ExitReason reason, String message) {
        if (isIdle()) {
            return;
        }
        unsettled.removeIf(waiting -> waiting.from().equals(party) && !waiting.isMail());
        ExitSignal signal = new ExitSignal(reason, message, SignalOrigin.LINK);
        for (Party partner : links.removeAll(party)) {
            parties.tell(partner, party, signal);
        }
    }

    /** All that ran on a worker is over, as that signal says. */
    public void lost(String pool, WorkerId worker, ExitSignal why) {
        List<Party> gone = links.all(party -> party instanceof Pid pid
                && pid.pool().equals(pool)
                && pid.worker().equals(worker));
        gone.forEach(pid -> ended(pid, why.reason(), why.message()));
    }

    /** Time passed, or more is known: brings what waited, as far as it can be. */
    public void settle() {
        if (unsettled.isEmpty()) {
            return;
        }
        List<Waiting> waiting = unsettled;
        unsettled = new ArrayList<>();
        awaited.clear();
        waitingBytes = 0;
        for (Waiting one : waiting) {
            switch (one) {
                case Waiting.Said(var from, var to, var signal) -> send(from, to, signal);
                case Waiting.Remembered(var party, var partner) -> remember(party, partner);
            }
        }
    }

    private void wait(Waiting one) {
        unsettled.add(one);
        awaited.add(one.to());
        if (one instanceof Waiting.Said(var _, var _, Message(var body, long _))) {
            waitingBytes += body.length;
        }
    }

    private void bring(Party from, Party to, PartySignal signal) {
        boolean isThere = parties.standing(to) == Standing.THERE;
        switch (signal) {
            case Linked linked -> {
                if (!isThere) {
                    parties.tell(from, to, NOPROC);
                } else {
                    links.link(from, to);
                    parties.tell(to, from, linked);
                }
            }
            case Unlinked unlinked -> {
                links.unlink(from, to);
                if (isThere) {
                    parties.tell(to, from, unlinked);
                }
            }
            case Message(var _, long call)
            when !isThere && call > 0 ->
                parties.tell(
                        from, to, new Reply(call, new Reply.Failed(Undelivered.RECEIVER_GONE, to + " is no more")));
            // Who asked may be nobody's partner, and still waits.
            case Reply reply -> parties.tell(to, from, reply);
            case ExitSignal _, Message _, Bounce _ -> {
                if (isThere) {
                    parties.tell(to, from, signal);
                }
            }
        }
    }
}
