package io.kpool.operator.processgroup;

import io.kpool.operator.processgroup.GroupPlan.NewMember;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides how many members are made and which are deleted, so that as many live as are wanted. A place whose member
 * ended quickly is filled again after a pause; the member itself remembers it until then. Pure.
 */
final class GroupPlanner {
    /** Made, or deleted, in one go; then the group is looked at again. */
    static final int BATCH = 100;

    /** Finished ones that failed and are kept for a person to look at. */
    static final int KEPT = 3;

    private final Collection<Member> members;
    private final int missing;
    private final Instant now;

    private GroupPlanner(int wanted, Collection<Member> members, Instant now) {
        this.members = members;
        this.missing = wanted - (int) members.stream().filter(Member::isAlive).count();
        this.now = now;
    }

    /** @param members all that were made for the group and are still there */
    static GroupPlan plan(int wanted, Collection<Member> members, Instant now) {
        return new GroupPlanner(wanted, members, now).plan();
    }

    private GroupPlan plan() {
        List<Member> pausing = pausing();
        List<Member> resting = pausing.stream()
                .filter(member -> now.isBefore(member.nextAfter()))
                .toList();
        List<NewMember> create = Stream.concat(
                        Collections.nCopies(Math.max(0, missing) - pausing.size(), NewMember.FRESH).stream(),
                        pausing.stream()
                                .filter(member -> !resting.contains(member))
                                .map(NewMember::after))
                .toList();
        List<Member> delete = Stream.concat(surplus(), finished(pausing)).toList();
        return new GroupPlan(
                create.subList(0, Math.min(BATCH, create.size())),
                delete.subList(0, Math.min(BATCH, delete.size())),
                resting,
                create.size() > BATCH || delete.size() > BATCH ? now : nextLook(resting));
    }

    private static Instant nextLook(List<Member> resting) {
        return resting.stream()
                .map(Member::nextAfter)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** Those whose places nobody has taken and that are not filled at once. */
    private List<Member> pausing() {
        Set<String> replaced =
                members.stream().map(Member::replaces).flatMap(Optional::stream).collect(Collectors.toSet());
        return members.stream()
                .filter(Member::endedQuickly)
                .filter(member -> !replaced.contains(member.name()))
                .sorted(Comparator.comparing(Member::nextAfter).thenComparing(Member::name))
                .limit(Math.max(0, missing))
                .toList();
    }

    private Stream<Member> surplus() {
        return members.stream()
                .filter(Member::isAlive)
                .sorted(Member.DISPENSABLE_FIRST)
                .limit(Math.max(0, -missing));
    }

    private Stream<Member> finished(List<Member> pausing) {
        Set<Member> kept = members.stream()
                .filter(Member::hasFailed)
                .sorted(Comparator.comparing(Member::ended)
                        .thenComparing(Member::name)
                        .reversed())
                .limit(KEPT)
                .collect(Collectors.toSet());
        return members.stream()
                .filter(member -> !member.isAlive())
                .filter(member -> !kept.contains(member) && !pausing.contains(member));
    }
}
