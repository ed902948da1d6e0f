package io.kpool.pool.directory;

/**
 * How often a party stands under a key.
 *
 * @param groupUid of the group that it joined, as another of that name is another group; empty: of a name
 * @param count 0: no longer
 */
public record Membership(Key key, String groupUid, int count) {
    public Membership {
        if (count < 0) {
            throw new IllegalArgumentException("nobody stands under " + key + " " + count + " times");
        }
    }

    /** The same place, as often as that. */
    public Membership withCount(int other) {
        return new Membership(key, groupUid, other);
    }
}
