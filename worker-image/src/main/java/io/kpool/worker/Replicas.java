package io.kpool.worker;

import io.kpool.pool.directory.Change;
import io.kpool.pool.directory.Copies;
import io.kpool.pool.directory.Copy;
import io.kpool.pool.directory.Found;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Node;
import io.kpool.pool.directory.Reading;
import io.kpool.pool.directory.View;
import io.kpool.protocol.agent.Subscription;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.worker.process.Standings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * This worker's copies of groups and names: the first reading subscribes to one, the others read it. Those that nobody
 * reads or watches are given up. Confined to the loop, but for {@link #read}.
 */
final class Replicas {
    private static final long SWEEP = Duration.ofMinutes(1).toNanos();

    private final Footing footing;
    private final Happenings happenings;
    private final Copies copies;
    private final Watchers watchers = new Watchers();
    private final Map<Key, List<Consumer<Copy>>> waiting = new HashMap<>();
    private Reports reports = Reports.NONE;
    private long swept;

    Replicas(Footing footing, Happenings happenings, Node here) {
        this.footing = footing;
        this.happenings = happenings;
        this.copies = new Copies(here::has);
        this.swept = footing.nanoTime().getAsLong();
    }

    void reportTo(Reports now) {
        reports = now;
        copies.interrupted();
        copies.keys().forEach(key -> report(key, false));
    }

    /** From any thread: at once, but for the first. */
    CompletableFuture<Found> read(Key key, Reading reading) {
        Copy known = copies.find(key).filter(Copy::isComplete).orElse(null);
        if (known != null) {
            return CompletableFuture.completedFuture(known.view().read(reading, footing.random()));
        }
        var found = new CompletableFuture<Found>();
        // Many pids take a while to be written, and the loop must not wait.
        Consumer<Copy> read = copy ->
                found.completeAsync(() -> copy.view().read(reading, footing.random()), Thread::startVirtualThread);
        happenings.add(new Task(() -> whenComplete(key, read)));
        return found;
    }

    private void whenComplete(Key key, Consumer<Copy> then) {
        Copy copy = copies.find(key).orElseGet(() -> subscribe(key));
        if (copy.isComplete()) {
            then.accept(copy);
        } else {
            waiting.computeIfAbsent(key, any -> new ArrayList<>()).add(then);
        }
    }

    private Copy subscribe(Key key) {
        copies.makeRoom(millis(), this::isNeeded).ifPresent(given -> report(given, true));
        Copy copy = copies.add(key, millis());
        report(key, false);
        return copy;
    }

    private boolean isNeeded(Key key) {
        return watchers.has(key) || waiting.containsKey(key);
    }

    /** A process wants to be told of what changes there after what is answered. */
    void watch(ProcessEntry entry, long watch, KeyWatch wish) {
        whenComplete(wish.key(), copy -> {
            if (!entry.hasEnded() && !entry.isDisowned() && !wish.now().isDone()) {
                watchers.add(entry, watch, wish.key());
                wish.now().complete(copy.view());
            }
        });
    }

    /** @param now is told who stands there before anything changes */
    record KeyWatch(Key key, CompletableFuture<View> now) {}

    void unwatch(ProcessEntry entry, long watch) {
        watchers.remove(entry, watch);
    }

    void ended(ProcessEntry entry) {
        watchers.ended(entry);
    }

    void snapshot(KeySnapshot page) {
        Key key = Standings.key(page.getKey());
        copies.find(key).ifPresent(copy -> {
            if (page.getMore()) {
                copy.page(Changes.counts(page));
            } else {
                complete(key, copy, copy.lastPage(page.getExists(), Changes.counts(page)));
            }
        });
    }

    private void complete(Key key, Copy copy, List<Change> differences) {
        differences.forEach(change -> watchers.tell(key, Changes.wire(key, change)));
        List<Consumer<Copy>> first = waiting.remove(key);
        if (first != null) {
            first.forEach(one -> one.accept(copy));
        }
    }

    void changed(KeyChange change) {
        if (!Changes.isKnown(change)) {
            return;
        }
        Key key = Standings.key(change.getKey());
        copies.find(key).filter(Copy::isComplete).ifPresent(copy -> {
            copy.apply(Changes.read(change));
            watchers.tell(key, change);
        });
    }

    /** Time passed. */
    void tick() {
        long now = footing.nanoTime().getAsLong();
        if (now - swept >= SWEEP) {
            swept = now;
            copies.sweep(millis(), this::isNeeded).forEach(key -> report(key, true));
        }
    }

    private void report(Key key, boolean stop) {
        reports.subscription(Subscription.newBuilder()
                .setKey(Standings.wire(key))
                .setStop(stop)
                .build());
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(footing.nanoTime().getAsLong());
    }
}
