package io.kpool.operator.processgroup;

import io.kpool.operator.live.GroupMasters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows which groups it was told of, and says that in them is who a test puts there. */
public final class FakeGroupMasters implements GroupMasters {
    private final Map<GroupKey, String> uids = new ConcurrentHashMap<>();
    private final Map<GroupKey, GroupView> views = new ConcurrentHashMap<>();
    private final List<GroupListener> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void declare(String namespace, String group, String uid) {
        uids.put(new GroupKey(namespace, group), uid);
    }

    @Override
    public void withdraw(String namespace, String group, String uid) {
        uids.remove(new GroupKey(namespace, group), uid);
    }

    @Override
    public Optional<GroupView> view(String namespace, String group) {
        GroupKey key = new GroupKey(namespace, group);
        return Optional.ofNullable(uids.get(key)).map(any -> views.getOrDefault(key, new GroupView(0, 0, List.of())));
    }

    @Override
    public void listen(GroupListener listener) {
        listeners.add(listener);
    }

    /** The uid of a group; empty: it is not declared. */
    public Optional<String> uid(GroupKey key) {
        return Optional.ofNullable(uids.get(key));
    }

    /** From now on these are in it. */
    public void put(GroupKey key, GroupView view) {
        views.put(key, view);
        listeners.forEach(listener -> listener.changed(key.namespace(), key.group()));
    }
}
