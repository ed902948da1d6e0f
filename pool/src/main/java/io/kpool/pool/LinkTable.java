package io.kpool.pool;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Who is linked with whom; a link is one, however often it is made and by whichever of the two. */
final class LinkTable {
    private final Map<Party, Set<Party>> links = new HashMap<>();

    boolean isEmpty() {
        return links.isEmpty();
    }

    /** Whether they were not linked before. */
    boolean link(Party one, Party other) {
        if (one.equals(other)) {
            return false;
        }
        links.computeIfAbsent(other, any -> new HashSet<>(2)).add(one);
        return links.computeIfAbsent(one, any -> new HashSet<>(2)).add(other);
    }

    void unlink(Party one, Party other) {
        remove(one, other);
        remove(other, one);
    }

    /** Those that were linked with it; none is any longer. */
    Set<Party> removeAll(Party ended) {
        Set<Party> partners = links.remove(ended);
        if (partners == null) {
            return Set.of();
        }
        partners.forEach(partner -> remove(partner, ended));
        return partners;
    }

    /** Those with links of which that holds. */
    List<Party> all(Predicate<Party> which) {
        return links.keySet().stream().filter(which).toList();
    }

    private void remove(Party of, Party partner) {
        links.computeIfPresent(of, (any, partners) -> {
            partners.remove(partner);
            return partners.isEmpty() ? null : partners;
        });
    }
}
