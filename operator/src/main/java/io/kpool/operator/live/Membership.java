package io.kpool.operator.live;

import io.kpool.crd.HostSpec;
import io.kpool.crd.NodePoolSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What callers want changed in a NodePool, worked out on its spec; of several hosts all or none. Pure. */
final class Membership {
    private static final String ELASTIC = "r[0-9]+";

    private final NodePoolSpec spec;
    private final Predicate<String> isThere;

    /**
     * @param isThere whether the pool has an elastic host of that name: which numbers they have depends on which were idle
     *     when the pool shrank
     */
    Membership(NodePoolSpec spec, Predicate<String> isThere) {
        this.spec = spec;
        this.isThere = isThere;
    }

    /** What comes of a change: the list as it should be, the same one if nothing is to be done. */
    sealed interface Change {
        record To(List<String> hosts) implements Change {}

        /** The only host was there already. */
        record Already() implements Change {}
    }

    Change attach(List<String> hosts) {
        Set<String> there = spec.hosts().stream().map(HostSpec::name).collect(Collectors.toSet());
        there.addAll(spec.attached());
        if (hosts.size() == 1 && there.contains(hosts.getFirst())) {
            return new Change.Already();
        }
        List<String> attached = new ArrayList<>(spec.attached());
        for (String host : hosts) {
            if (!there.add(host)) {
                throw new LiveException(ErrorKind.DUPLICATE_NODE, "host " + host + " is attached already");
            }
            attached.add(host);
        }
        return new Change.To(attached);
    }

    Change detach(List<String> hosts) {
        List<String> attached = new ArrayList<>(spec.attached());
        for (String host : hosts) {
            if (!attached.remove(host)) {
                throw new LiveException(ErrorKind.UNKNOWN_NODE, whyNotAttached(host));
            }
        }
        return new Change.To(attached);
    }

    private String whyNotAttached(String host) {
        boolean declared = spec.hosts().stream().anyMatch(one -> one.name().equals(host));
        return "host " + host + (declared ? " is a host of spec.hosts: take it out there" : " is not attached");
    }

    Change cordon(List<String> hosts) {
        Set<String> cordoned = new HashSet<>(spec.cordoned());
        List<String> changed = new ArrayList<>(spec.cordoned());
        for (String host : hosts) {
            requireMember(host);
            if (cordoned.add(host)) {
                changed.add(host);
            }
        }
        return new Change.To(changed);
    }

    Change uncordon(List<String> hosts) {
        List<String> cordoned = new ArrayList<>(spec.cordoned());
        for (String host : hosts) {
            if (!cordoned.remove(host)) {
                requireMember(host);
            }
        }
        return new Change.To(cordoned);
    }

    private void requireMember(String host) {
        boolean named = spec.hosts().stream().anyMatch(one -> one.name().equals(host))
                || spec.attached().contains(host);
        if (!named && !(host.matches(ELASTIC) && isThere.test(host))) {
            throw new LiveException(ErrorKind.UNKNOWN_NODE, "the pool has no host " + host);
        }
    }
}
