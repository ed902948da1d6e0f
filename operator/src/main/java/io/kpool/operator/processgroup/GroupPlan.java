package io.kpool.operator.processgroup;

import java.time.Instant;
import java.util.List;

/**
 * Which members are to be made and which deleted, and when to look again though nothing happens.
 *
 * @param resting those that ended quickly and whose places are not filled yet for that reason
 * @param lookAgain {@link Instant#MAX}: no need to
 */
record GroupPlan(List<NewMember> create, List<Member> delete, List<Member> resting, Instant lookAgain) {
    /** Nothing is to be done. */
    static final GroupPlan NOTHING = new GroupPlan(List.of(), List.of(), List.of(), Instant.MAX);

    GroupPlan {
        create = List.copyOf(create);
        delete = List.copyOf(delete);
        resting = List.copyOf(resting);
    }

    /**
     * A member to be made.
     *
     * @param failures how many before it, in its place, ended quickly in a row
     * @param replaces the last of those; empty: none
     */
    record NewMember(int failures, String replaces) {
        static final NewMember FRESH = new NewMember(0, "");

        static NewMember after(Member ended) {
            return new NewMember(ended.failures() + 1, ended.name());
        }
    }
}
