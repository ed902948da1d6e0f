package io.kpool.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The list of Erlang's {@code pool}: rotated by use, and re-ordered by reports as if it were sorted, which it is not.
 *
 * <p>Kept as a tree over positions that knows the greatest load below each entry, because a report looks for the first
 * entry that is at least as loaded, and a use for the first that is open: neither grows with the list.
 */
final class RotationList<T> {
    /** The load with which a member enters, so that anything it reports is news. */
    static final long ENTRY_LOAD = 999_999;

    /** Balances the tree; nothing that can be observed depends on it. */
    private final SplittableRandom priorities = new SplittableRandom(1);

    private Entry<T> root;

    /** A member of the list; closed ones keep their position and are passed over. */
    static final class Entry<T> {
        private final T member;
        private final long priority;
        private long load;
        private boolean open = true;
        private Entry<T> parent;
        private Entry<T> left;
        private Entry<T> right;
        private int size = 1;
        private long greatestLoad;
        private boolean anyOpen = true;

        private Entry(T member, long load, long priority) {
            this.member = member;
            this.load = load;
            this.priority = priority;
            this.greatestLoad = load;
        }

        T member() {
            return member;
        }

        long load() {
            return load;
        }

        private void sum() {
            size = 1 + size(left) + size(right);
            greatestLoad = Math.max(load, Math.max(greatestLoad(left), greatestLoad(right)));
            anyOpen = open || anyOpen(left) || anyOpen(right);
            if (left != null) {
                left.parent = this;
            }
            if (right != null) {
                right.parent = this;
            }
        }
    }

    private record Halves<T>(Entry<T> left, Entry<T> right) {}

    Entry<T> append(T member, long load) {
        Entry<T> entry = new Entry<>(member, load, priorities.nextLong());
        root(merge(root, entry));
        return entry;
    }

    void remove(Entry<T> entry) {
        Halves<T> before = split(root, position(entry));
        Halves<T> after = split(before.right, 1);
        root(merge(before.left, after.right));
        entry.parent = null;
    }

    void open(Entry<T> entry) {
        entry.open = true;
        sumUp(entry);
    }

    void close(Entry<T> entry) {
        entry.open = false;
        sumUp(entry);
    }

    /** The open entry nearest to the head goes to the tail with one more; those passed over stay where they are. */
    Optional<T> rotate() {
        Optional<Entry<T>> first = firstOpen();
        first.ifPresent(entry -> {
            remove(entry);
            entry.load++;
            insert(entry, size(root));
        });
        return first.map(Entry::member);
    }

    /** The open entry nearest to the head. */
    Optional<Entry<T>> firstOpen() {
        if (!anyOpen(root)) {
            return Optional.empty();
        }
        Entry<T> entry = root;
        while (anyOpen(entry.left) || !entry.open) {
            entry = anyOpen(entry.left) ? entry.left : entry.right;
        }
        return Optional.of(entry);
    }

    /** One more, where it is. */
    void increment(Entry<T> entry) {
        entry.load++;
        sumUp(entry);
    }

    void report(Entry<T> entry, long load) {
        int own = position(entry);
        int reached = firstAtLeast(root, load);
        if (reached == own) {
            entry.load = load;
            sumUp(entry);
            return;
        }
        remove(entry);
        entry.load = load;
        insert(entry, reached < own ? reached : behindEquals(own, load));
    }

    /** From head to tail. */
    List<Entry<T>> entries() {
        List<Entry<T>> entries = new ArrayList<>(size(root));
        collect(root, entries);
        return entries;
    }

    private int behindEquals(int from, long load) {
        Halves<T> halves = split(root, from);
        int offset = firstAtLeast(halves.right, load + 1);
        root(merge(halves.left, halves.right));
        return from + offset;
    }

    private void insert(Entry<T> entry, int position) {
        entry.left = null;
        entry.right = null;
        entry.sum();
        Halves<T> halves = split(root, position);
        root(merge(merge(halves.left, entry), halves.right));
    }

    private void root(Entry<T> entry) {
        root = entry;
        if (root != null) {
            root.parent = null;
        }
    }

    private int position(Entry<T> entry) {
        int position = size(entry.left);
        for (Entry<T> below = entry; below.parent != null; below = below.parent) {
            if (below.parent.right == below) {
                position += size(below.parent.left) + 1;
            }
        }
        return position;
    }

    private static <T> void sumUp(Entry<T> entry) {
        for (Entry<T> above = entry; above != null; above = above.parent) {
            above.sum();
        }
    }

    /** The position of the first entry with at least that load; the number of entries: there is none. */
    private static <T> int firstAtLeast(Entry<T> tree, long load) {
        int position = 0;
        Entry<T> entry = tree;
        while (entry != null) {
            if (greatestLoad(entry.left) >= load) {
                entry = entry.left;
            } else if (entry.load >= load) {
                return position + size(entry.left);
            } else {
                position += size(entry.left) + 1;
                entry = entry.right;
            }
        }
        return position;
    }

    private static <T> Entry<T> merge(Entry<T> left, Entry<T> right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        if (left.priority >= right.priority) {
            left.right = merge(left.right, right);
            left.sum();
            return left;
        }
        right.left = merge(left, right.left);
        right.sum();
        return right;
    }

    private static <T> Halves<T> split(Entry<T> tree, int count) {
        if (tree == null) {
            return new Halves<>(null, null);
        }
        int leftSize = size(tree.left);
        if (count <= leftSize) {
            Halves<T> halves = split(tree.left, count);
            tree.left = halves.right;
            tree.sum();
            return new Halves<>(halves.left, tree);
        }
        Halves<T> halves = split(tree.right, count - leftSize - 1);
        tree.right = halves.left;
        tree.sum();
        return new Halves<>(tree, halves.right);
    }

    private static <T> void collect(Entry<T> tree, List<Entry<T>> entries) {
        if (tree != null) {
            collect(tree.left, entries);
            entries.add(tree);
            collect(tree.right, entries);
        }
    }

    private static int size(Entry<?> tree) {
        return tree == null ? 0 : tree.size;
    }

    private static long greatestLoad(Entry<?> tree) {
        return tree == null ? Long.MIN_VALUE : tree.greatestLoad;
    }

    private static boolean anyOpen(Entry<?> tree) {
        return tree != null && tree.anyOpen;
    }
}
