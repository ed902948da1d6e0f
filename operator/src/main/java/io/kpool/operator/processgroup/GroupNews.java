package io.kpool.operator.processgroup;

import io.kpool.operator.live.GroupMasters.GroupListener;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Has a group looked at when its members changed, at most once a second: thousands may join in that time. */
final class GroupNews implements GroupListener {
    private static final Duration COLLECTING = Duration.ofSeconds(1);

    private final Consumer<GroupKey> look;
    private final Set<GroupKey> pending = ConcurrentHashMap.newKeySet();

    GroupNews(Consumer<GroupKey> look) {
        this.look = look;
    }

    @Override
    public void changed(String namespace, String group) {
        GroupKey key = new GroupKey(namespace, group);
        if (pending.add(key)) {
            CompletableFuture.delayedExecutor(COLLECTING.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> {
                        pending.remove(key);
                        look.accept(key);
                    });
        }
    }
}
