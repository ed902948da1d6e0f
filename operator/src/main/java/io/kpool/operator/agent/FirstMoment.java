package io.kpool.operator.agent;

import io.kpool.pool.Pid;
import io.kpool.pool.directory.Membership;
import java.util.List;
import java.util.Set;

/**
 * What is so of a Spawn's process from its first moment on.
 *
 * @param partners with whom it is linked
 * @param memberships the names that it has, and the groups that it is in, with the uids of these
 */
public record FirstMoment(Set<Pid> partners, List<Membership> memberships) {
    /** It is alone. */
    public static final FirstMoment ALONE = new FirstMoment(Set.of(), List.of());

    public FirstMoment {
        partners = Set.copyOf(partners);
        memberships = List.copyOf(memberships);
    }

    boolean isAlone() {
        return partners.isEmpty() && memberships.isEmpty();
    }
}
