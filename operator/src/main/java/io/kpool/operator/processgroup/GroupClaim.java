package io.kpool.operator.processgroup;

import io.kpool.crd.ProcessGroup;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which ProcessGroup is the group, where several claim its name: the oldest. Of those that are of the same second, the one
 * that is the group already, so that its members are not lost, and else the first by name. Pure.
 */
sealed interface GroupClaim {

    /** This one is. */
    record Granted() implements GroupClaim {}

    /** Another one is. */
    record Taken(String resource) implements GroupClaim {}

    /**
     * Who it is; empty: all of them are being deleted.
     *
     * @param current the uid of the one that is the group already, or nobody's
     */
    static Optional<ProcessGroup> holder(Collection<ProcessGroup> ofOneName, String current) {
        Comparator<ProcessGroup> oldest = Comparator.<ProcessGroup, String>comparing(
                        group -> group.getMetadata().getCreationTimestamp())
                .thenComparing(group -> !group.getMetadata().getUid().equals(current))
                .thenComparing(group -> group.getMetadata().getName());
        return ofOneName.stream().filter(group -> !group.isMarkedForDeletion()).min(oldest);
    }

    /** @param ofItsName all of that name; where it is missing, nobody has shown that it may not be */
    static GroupClaim of(ProcessGroup group, Collection<ProcessGroup> ofItsName, String current) {
        return holder(ofItsName, current)
                .filter(holder -> !holder.getMetadata()
                        .getUid()
                        .equals(group.getMetadata().getUid()))
                .<GroupClaim>map(holder -> new Taken(holder.getMetadata().getName()))
                .orElseGet(Granted::new);
    }

    default boolean isGranted() {
        return this instanceof Granted;
    }
}
