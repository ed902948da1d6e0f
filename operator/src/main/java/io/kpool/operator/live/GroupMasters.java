package io.kpool.operator.live;

import java.util.List;
import java.util.Optional;

/** The groups of all namespaces as reconcilers see them: values that any thread may read, and word of their changes. */
public interface GroupMasters {

    /**
     * There is a group of that name. All that there are have to be declared before workers are let in, as what they say of
     * others counts for nothing: what is declared before this process leads is kept for when it does.
     */
    void declare(String namespace, String group, String uid);

    /** There is none any more, unless another one took its name. */
    void withdraw(String namespace, String group, String uid);

    /** Who is in it, a moment ago; empty: it is not declared, or this process does not lead. */
    Optional<GroupView> view(String namespace, String group);

    void listen(GroupListener listener);

    /** Hears what changed, on a thread of its own; several changes may be one word. */
    interface GroupListener {
        void changed(String namespace, String group);
    }

    /**
     * Who is in a group.
     *
     * @param members each as often as it joined
     * @param hosts on how many they are
     * @param first the first of them in the order of their pids, at most as many as a status holds
     */
    record GroupView(int members, int hosts, List<Member> first) {
        public GroupView {
            first = List.copyOf(first);
        }
    }

    /** @param count how often it joined */
    record Member(String pid, int count) {}
}
