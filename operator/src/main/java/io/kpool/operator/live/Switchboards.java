package io.kpool.operator.live;

import io.kpool.operator.agent.Heard;
import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.LivePools.Passage;
import io.kpool.operator.agent.Loop;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.ExitReason;
import io.kpool.pool.Party;
import io.kpool.pool.PartySignal;
import io.kpool.pool.Pid;
import io.kpool.pool.ProcessState;
import io.kpool.pool.ProcessView;
import io.kpool.pool.SessionId;
import io.kpool.pool.SignalOrigin;
import io.kpool.pool.Switchboard;
import io.kpool.pool.Switchboard.Parties;
import io.kpool.pool.Switchboard.Standing;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.ProcessSignal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What the processes and sessions of each namespace tell each other. Lives on the loop. */
final class Switchboards {
    private static final Logger LOG = Logger.getLogger(Switchboards.class);

    private final LivePools pools;
    private final LatePools late;
    private final Loop loop;
    private final Callers callers;
    private final Post post;
    private final PartyTexts parties = new PartyTexts();
    private final Map<String, Switchboard> boards = new HashMap<>();

    /** The sessions, as parties. */
    interface Callers {
        Standing standing(Member session);

        void tell(Member session, Party from, PartySignal signal);

        /** Passes a message on, or what answers one. */
        Passage pass(Member session, ProcessSignal signal);

        /** A session as a party of a namespace, in which it need not be. */
        record Member(String namespace, SessionId session) {}
    }

    Switchboards(LivePools pools, LatePools late, Loop loop, Callers callers) {
        this.pools = pools;
        this.late = late;
        this.loop = loop;
        this.callers = callers;
        this.post = new Post(pools, callers);
    }

    Switchboard of(String namespace) {
        return boards.computeIfAbsent(namespace, any -> new Switchboard(new Namespace(namespace)));
    }

    /** How many messages were carried. */
    long carried() {
        return post.carried();
    }

    Standing standing(String namespace, Party party) {
        return new Namespace(namespace).standing(party);
    }

    /** One party tells another something. */
    void send(String namespace, Party from, Party to, ProcessSignal said) {
        Switchboard board = of(namespace);
        boolean isCarried = SignalWire.isMail(said)
                && board.isOpen(to)
                && (!said.hasMessage() || standing(namespace, to) == Standing.THERE);
        if (isCarried) {
            post.carry(namespace, from, to, said);
        } else if (said.hasMessage() && !board.hasRoom()) {
            post.refuse(namespace, from, to, said.getMessage());
        } else {
            board.send(from, to, SignalWire.read(said));
        }
    }

    /** What processes say, and with whom those that a worker has from before are linked. */
    void signals(Heard heard) {
        WorkerFrame frame = heard.frame();
        if (frame.getInventoryCount() == 0 && frame.getSignalCount() == 0) {
            return;
        }
        String namespace = heard.pool().namespace();
        if (frame.getInventoryCount() > 0) {
            Switchboard board = of(namespace);
            frame.getInventoryList().forEach(entry -> known(board, heard.pid(entry.getSerial()), entry));
        }
        for (SentSignal sent : frame.getSignalList()) {
            try {
                Party to = parties.party(sent.getSignal().getPeer());
                send(namespace, heard.pid(sent.getSerial()), to, sent.getSignal());
            } catch (IllegalArgumentException senseless) {
                LOG.debugf("A process of %s tells nobody something: %s", heard.pool(), senseless.getMessage());
            }
        }
    }

    private static void known(Switchboard board, Pid pid, InventoryEntry entry) {
        if (entry.hasExit()) {
            // News only if it ended while its worker had no stream.
            ended(board, pid, entry.getExit());
        } else {
            entry.getLinkList().forEach(link -> board.remember(pid, Party.parse(link)));
        }
    }

    private static void ended(Switchboard board, Pid pid, Exit exit) {
        board.ended(pid, ExitReason.valueOf(exit.getReason().name()), exit.getMessage());
    }

    void ends(Heard heard) {
        Switchboard board = boards.get(heard.pool().namespace());
        if (board == null || board.isIdle()) {
            return;
        }
        WorkerFrame frame = heard.frame();
        for (long serial : frame.getReturnedSerialList()) {
            board.ended(heard.pid(serial), ExitReason.NORMAL, "");
        }
        frame.getExitedList().forEach(exit -> ended(board, heard.pid(exit.getSerial()), exit));
    }

    /** A session is over. */
    void ended(Callers.Member session, ExitReason reason, String message) {
        of(session.namespace()).ended(session.session(), reason, message);
        post.ended(session);
    }

    void lost(PoolKey pool, WorkerId worker, PartySignal.ExitSignal why) {
        Switchboard board = boards.get(pool.namespace());
        if (board != null) {
            board.lost(pool.name(), worker, why);
        }
    }

    /** Time passed. */
    void settle() {
        boards.values().forEach(Switchboard::settle);
        // Whoever has a token may name any namespace.
        boards.values().removeIf(Switchboard::isIdle);
    }

    private final class Namespace implements Parties {
        private final String name;

        Namespace(String name) {
            this.name = name;
        }

        @Override
        public Standing standing(Party party) {
            return switch (party) {
                case Pid pid -> standing(pid);
                case SessionId session -> callers.standing(new Callers.Member(name, session));
            };
        }

        @Override
        public Optional<PartySignal.ExitSignal> end(Party over) {
            return over instanceof Pid pid
                    ? pools.read(
                                    key(pid),
                                    master -> master.views(loop.nowMillis()).process(pid))
                            .flatMap(Function.identity())
                            .map(ProcessView::state)
                            .filter(ProcessState.Ended.class::isInstance)
                            .map(state -> ((ProcessState.Ended) state).exit())
                            .map(exit -> new PartySignal.ExitSignal(exit.reason(), exit.message(), SignalOrigin.LINK))
                    : Optional.empty();
        }

        @Override
        public void tell(Party to, Party from, PartySignal signal) {
            if (isMail(signal)) {
                post.carry(name, from, to, SignalWire.write(from, signal));
                return;
            }
            switch (to) {
                case Pid pid -> pools.deliver(key(pid), pid, SignalWire.write(from, signal));
                case SessionId session -> callers.tell(new Callers.Member(name, session), from, signal);
            }
        }

        private static boolean isMail(PartySignal signal) {
            return switch (signal) {
                case PartySignal.Message _, PartySignal.Reply _, PartySignal.Bounce _ -> true;
                case PartySignal.Linked _, PartySignal.Unlinked _, PartySignal.ExitSignal _ -> false;
            };
        }

        private Standing standing(Pid pid) {
            return pools.read(key(pid), master -> master.views(loop.nowMillis()).standing(pid))
                    .orElse(late.isPatient() ? Standing.UNKNOWN : Standing.OVER);
        }

        private PoolKey key(Pid pid) {
            return new PoolKey(name, pid.pool());
        }
    }
}
