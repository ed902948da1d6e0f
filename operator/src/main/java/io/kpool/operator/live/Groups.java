package io.kpool.operator.live;

import io.kpool.operator.agent.Loop;
import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.KeyState;
import io.kpool.pool.directory.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Which groups there are, from before this process leads, and how reconcilers see them. */
final class Groups implements GroupMasters {
    /** How many members a status names. */
    private static final int FIRST = 100;

    /** How old a view may be. */
    private static final Duration AGE = Duration.ofMillis(100);

    private final Loop loop;
    private final Executor listening = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("kpool-groups").factory());
    private final List<GroupListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<Group, GroupView> views = new ConcurrentHashMap<>();
    // What follows is used on the loop.
    private final Map<Group, String> declared = new HashMap<>();
    private final OverGroups over = new OverGroups();
    private final Set<Group> changed = new LinkedHashSet<>();
    // None: this process does not lead.
    private Directories directories;

    private record Group(String namespace, String name) {}

    Groups(Loop loop) {
        this.loop = loop;
    }

    @Override
    public void declare(String namespace, String group, String uid) {
        loop.execute(() -> enter(namespace, group, uid));
    }

    @Override
    public void withdraw(String namespace, String group, String uid) {
        loop.execute(() -> leave(namespace, group, uid));
    }

    @Override
    public Optional<GroupView> view(String namespace, String group) {
        return Optional.ofNullable(views.get(new Group(namespace, group)));
    }

    @Override
    public void listen(GroupListener listener) {
        listeners.add(listener);
    }

    /** This process leads: these are to know of the groups that there are. On the loop. */
    void lead(Directories leading) {
        directories = leading;
        declared.forEach((group, uid) -> leading.declare(group.namespace(), group.name(), uid));
    }

    /** What {@link #declare} says, on the loop and at once. One that is over does not come back by a late word of it. */
    void enter(String namespace, String group, String uid) {
        if (over.has(uid)) {
            return;
        }
        String former = declared.put(new Group(namespace, group), uid);
        if (former != null && !former.equals(uid)) {
            over.add(former);
        }
        if (directories != null) {
            directories.declare(namespace, group, uid);
        }
    }

    /** What {@link #withdraw} says, likewise. */
    void leave(String namespace, String group, String uid) {
        over.add(uid);
        if (declared.remove(new Group(namespace, group), uid) && directories != null) {
            directories.withdraw(namespace, group);
        }
    }

    /** Who is in it may not be who was. On the loop. */
    void changed(String namespace, String name) {
        if (changed.isEmpty()) {
            loop.after(AGE, this::publish);
        }
        changed.add(new Group(namespace, name));
    }

    private void publish() {
        List<Group> due = new ArrayList<>(changed);
        changed.clear();
        List<Group> news = new ArrayList<>();
        for (Group group : due) {
            if (!directories.isWhole(group.namespace())) {
                // Nobody must replace members that were only not heard of yet.
                changed(group.namespace(), group.name());
            } else if (isNews(group)) {
                news.add(group);
            }
        }
        if (!news.isEmpty()) {
            listening.execute(() -> news.forEach(
                    group -> listeners.forEach(listener -> listener.changed(group.namespace(), group.name()))));
        }
    }

    private boolean isNews(Group group) {
        if (!declared.containsKey(group)) {
            return views.remove(group) != null;
        }
        GroupView now = view(directories.state(group.namespace(), Key.group(group.name())));
        return !now.equals(views.put(group, now));
    }

    private static GroupView view(KeyState state) {
        int members = 0;
        Set<Node> hosts = new HashSet<>();
        List<Member> first = new ArrayList<>();
        for (Map.Entry<Party, Integer> member : state.counts().entrySet()) {
            members += member.getValue();
            if (member.getKey() instanceof Pid pid) {
                hosts.add(Node.of(pid));
            }
            if (first.size() < FIRST) {
                first.add(new Member(member.getKey().toString(), member.getValue()));
            }
        }
        return new GroupView(members, hosts.size(), first);
    }
}
