package io.kpool.operator.live;

import io.kpool.operator.agent.Heard;
import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.MembershipWire;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.WorkerWords;
import io.kpool.operator.live.Unrecorded.Home;
import io.kpool.pool.Pid;
import io.kpool.pool.SessionId;
import io.kpool.pool.WorkerFate;
import io.kpool.pool.WorkerId;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.KeyState;
import io.kpool.pool.directory.Membership;
import io.kpool.protocol.agent.Subscription;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The groups and names of all namespaces of this leader. Lives on the loop. */
final class Directories {
    private final LivePools pools;
    private final Wholeness wholeness;
    private final Waits waits;
    private final NamespaceDirectory.Told told;
    private final Unrecorded unrecorded;
    private final Inventories inventories = new Inventories();
    private final Map<String, NamespaceDirectory> namespaces = new HashMap<>();
    private final DirectoryDesk desk;
    private final Tickets tickets;

    Directories(LivePools pools, Wholeness wholeness, DirectoryParties parties, DirectoryParts parts) {
        this.pools = pools;
        this.wholeness = wholeness;
        this.waits = new Waits(parts.loop());
        this.told = parties.telling(parts);
        this.unrecorded = new Unrecorded(pools);
        this.tickets = parts.tickets();
        this.desk = new DirectoryDesk(this, waits, parties, parts);
    }

    /**
     * Answers one question, at once or when it can be: while a new leader hears its workers, and when what is to be recorded
     * was.
     *
     * @param here what counts as local, {@code <pool>/<host>}; empty: nothing does
     */
    void ask(String namespace, DirectoryRequest request, String here, Consumer<DirectoryResponse> answer) {
        desk.ask(namespace, request, new Asker.Outside(here), answer);
    }

    /** Likewise what a process of a worker asks. */
    void ask(Heard heard, DirectoryRequest request, Consumer<DirectoryResponse> answer) {
        desk.ask(heard.pool().namespace(), request, new Asker.Inside(Home.of(heard)), answer);
    }

    /**
     * Tells all that stands under a key, as soon as that is known, and then every change.
     *
     * @return what ends that
     */
    Runnable watch(String namespace, Key key, KeySink sink) {
        Watcher watcher = new Watcher();
        waits.attempt(() -> {
            if (!isWhole(namespace)) {
                return watcher.hasGone;
            }
            if (!watcher.hasGone) {
                NamespaceDirectory of = of(namespace);
                of.copies().add(watcher, of.directory().state(key), sink);
            }
            return true;
        });
        return () -> {
            watcher.hasGone = true;
            of(namespace).copies().remove(watcher, key);
        };
    }

    private static final class Watcher {
        private boolean hasGone;
    }

    /** Who stands there, to be read and not to be kept. */
    KeyState state(String namespace, Key key) {
        return of(namespace).directory().state(key);
    }

    /** Whether nobody is missing who was there before this leader. */
    boolean isWhole(String namespace) {
        return wholeness.isWhole(namespace);
    }

    NamespaceDirectory of(String namespace) {
        return namespaces.computeIfAbsent(namespace, name -> new NamespaceDirectory(name, unrecorded, told));
    }

    void declare(String namespace, String group, String uid) {
        of(namespace).directory().declare(group, uid);
    }

    void withdraw(String namespace, String group) {
        of(namespace).directory().withdraw(group);
    }

    /** Time passed. */
    void tick() {
        // Whoever has a token may name any namespace.
        namespaces.values().removeIf(NamespaceDirectory::isIdle);
    }

    LiveCounts counts(long messages) {
        int groups = 0;
        int names = 0;
        int copies = 0;
        for (NamespaceDirectory of : namespaces.values()) {
            groups += of.directory().groupCount();
            names += of.directory().nameCount();
            copies += of.copies().size();
        }
        return new LiveCounts(groups, names, copies, messages);
    }

    /** What a worker says of where its processes stand and which keys it reads. One that was given up is not heeded. */
    void said(Heard heard) {
        WorkerFrame frame = heard.frame();
        boolean concerns = frame.hasHello()
                || frame.getInventoryCount() > 0
                || frame.getInventoryDone()
                || frame.getMembershipRecordedCount() > 0
                || frame.getSubscriptionCount() > 0;
        if (!concerns || !isServing(heard.pool(), heard.worker())) {
            return;
        }
        Home home = Home.of(heard);
        NamespaceDirectory of = of(heard.pool().namespace());
        if (frame.hasHello()) {
            of.copies().remove(home);
        }
        inventories.page(home, heard);
        if (frame.getInventoryDone()) {
            of.inventory(home, inventories.take(home));
        }
        frame.getMembershipRecordedList().forEach(number -> unrecorded.recorded(home, number));
        frame.getSubscriptionList().forEach(subscription -> subscribe(heard, subscription));
    }

    private boolean isServing(PoolKey pool, WorkerId worker) {
        return pools.read(pool, master -> master.fate(worker)).orElse(null) instanceof WorkerFate.Serving;
    }

    private void subscribe(Heard heard, Subscription subscription) {
        String namespace = heard.pool().namespace();
        Home home = Home.of(heard);
        Key key = MembershipWire.read(subscription.getKey());
        WorkerWords words = pools.words(heard.pool(), heard.worker()).orElse(null);
        if (subscription.getStop()) {
            // In the order said: one that waits for the whole is begun before it is stopped.
            waits.attempt(() -> isWhole(namespace) && stop(namespace, home, key));
            return;
        }
        waits.attempt(() -> {
            if (!isWhole(namespace)) {
                return false;
            }
            // On another stream it asks anew.
            if (words != null && pools.words(home.pool(), home.worker()).orElse(null) == words) {
                NamespaceDirectory of = of(namespace);
                of.copies().add(home, of.directory().state(key), new Copies.ToWorker(words));
            }
            return true;
        });
    }

    private boolean stop(String namespace, Home home, Key key) {
        of(namespace).copies().remove(home, key);
        return true;
    }

    /** Who of a worker's processes has ended. */
    void ended(Heard heard) {
        NamespaceDirectory of = namespaces.get(heard.pool().namespace());
        if (of == null || of.directory().isEmpty() && unrecorded.isEmpty()) {
            return;
        }
        WorkerFrame frame = heard.frame();
        for (int i = 0; i < frame.getReturnedSerialCount(); i++) {
            of.ended(heard.pid(frame.getReturnedSerial(i)));
        }
        frame.getExitedList().forEach(exit -> of.ended(heard.pid(exit.getSerial())));
    }

    void lost(PoolKey pool, WorkerId worker) {
        Home home = new Home(pool, worker);
        inventories.drop(home);
        of(pool.namespace()).lost(home);
    }

    /** A process has started, with those memberships from its first moment on. */
    void began(PoolKey pool, Pid pid, List<Membership> memberships) {
        if (!memberships.isEmpty()) {
            of(pool.namespace()).began(pid, memberships);
        }
    }

    /** A session's caller is there, and says where it stands; what no leader has told it counts for nothing. */
    void came(String namespace, SessionId session, List<io.kpool.protocol.process.Membership> said) {
        desk.came(
                of(namespace),
                session,
                said.stream()
                        .filter(one -> tickets.isSealed(session, namespace, one))
                        .map(MembershipWire::read)
                        .toList());
    }

    void ended(String namespace, SessionId session) {
        NamespaceDirectory of = namespaces.get(namespace);
        if (of != null) {
            of.ended(session);
        }
    }
}
