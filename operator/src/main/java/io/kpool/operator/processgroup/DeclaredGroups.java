package io.kpool.operator.processgroup;

import io.kpool.crd.ProcessGroup;
import io.kpool.operator.live.GroupMasters;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Which groups the masters were told of. Whoever finds a group here may say something of it to the masters: they were
 * told of the group before. Every method may be called from any thread and returns at once.
 */
@Singleton
public final class DeclaredGroups {
    private static final int MOST_GONE = 10_000;

    private final GroupMasters masters;
    private final Map<GroupKey, Declared> byKey = new HashMap<>();
    private final Map<ResourceName, Declared> byResource = new HashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Caches show a deleted ProcessGroup for a moment yet: it is not to come back by that. The latest ones. */
    private final Set<String> gone = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_GONE;
        }
    });

    public DeclaredGroups(GroupMasters masters) {
        this.masters = masters;
    }

    /**
     * A group that there is.
     *
     * @param resource the name of its ProcessGroup
     */
    record Declared(GroupKey key, String uid, String resource) {}

    private record ResourceName(String namespace, String name) {}

    /** Hears of groups that came or went, on the thread that says so. */
    public interface Listener {
        void changed(GroupKey group);
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** The uid of a group; empty: there is none. */
    public Optional<String> uid(GroupKey key) {
        return find(key).map(Declared::uid);
    }

    synchronized Optional<Declared> find(GroupKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** It is the group of its name, as its former holder, if there was another, is not any more. */
    void declare(ProcessGroup group) {
        Declared next = new Declared(
                GroupKey.of(group),
                group.getMetadata().getUid(),
                group.getMetadata().getName());
        if (take(next)) {
            tell(next.key());
        }
    }

    private synchronized boolean take(Declared next) {
        if (gone.contains(next.uid()) || next.equals(byKey.get(next.key()))) {
            return false;
        }
        Declared former = byKey.put(next.key(), next);
        if (former != null) {
            byResource.remove(name(former));
        }
        byResource.put(name(next), next);
        masters.declare(next.key().namespace(), next.key().group(), next.uid());
        return true;
    }

    /** It bears its resource's name: one that did before is no more. One made anew at once is one change to who watches. */
    void bears(ProcessGroup group) {
        ResourceName name = new ResourceName(
                group.getMetadata().getNamespace(), group.getMetadata().getName());
        find(name)
                .filter(former -> !former.uid().equals(group.getMetadata().getUid()))
                .ifPresent(former -> withdraw(former.key(), former.uid()));
    }

    private synchronized Optional<Declared> find(ResourceName name) {
        return Optional.ofNullable(byResource.get(name));
    }

    /** That ProcessGroup is no more. */
    void withdraw(GroupKey key, String uid) {
        if (drop(key, uid)) {
            tell(key);
        }
    }

    private synchronized boolean drop(GroupKey key, String uid) {
        gone.add(uid);
        masters.withdraw(key.namespace(), key.group(), uid);
        Declared there = byKey.get(key);
        if (there == null || !there.uid().equals(uid)) {
            return false;
        }
        byKey.remove(key);
        byResource.remove(name(there));
        return true;
    }

    private void tell(GroupKey key) {
        listeners.forEach(listener -> listener.changed(key));
    }

    private static ResourceName name(Declared group) {
        return new ResourceName(group.key().namespace(), group.resource());
    }
}
