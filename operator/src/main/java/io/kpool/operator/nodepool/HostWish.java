package io.kpool.operator.nodepool;

import io.kpool.pool.HostSettings.Admission;
import java.util.Map;
import java.util.Objects;

/**
 * A host that a pool should have.
 *
 * @param slots how many processes its worker runs at once
 * @param place where its pod must run, if it has one
 * @param admission whether it gets new processes
 */
record HostWish(String name, Kind kind, int slots, Place place, Admission admission) {
    private static final String UNNAMED = "any";

    HostWish {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(admission, "admission");
    }

    enum Kind {
        /** Of {@code spec.hosts}. */
        NAMED,
        /** Of {@code spec.replicas}. */
        ELASTIC,
        /** Of {@code spec.attached}: someone else starts it, and there is no pod of ours. */
        ATTACHED
    }

    /**
     * Demands on the node.
     *
     * @param nodeSelector labels that it must carry
     * @param nodeName its name; empty: any
     */
    record Place(Map<String, String> nodeSelector, String nodeName) {
        static final Place ANYWHERE = new Place(Map.of(), "");

        Place {
            nodeSelector = Map.copyOf(nodeSelector);
            Objects.requireNonNull(nodeName, "nodeName");
        }
    }

    /** What it has in common with other hosts: the pods of wishes that are equal so far differ in their names only. */
    HostWish unnamed() {
        return new HostWish(UNNAMED, kind, slots, place, Admission.OPEN);
    }

    boolean isAttached() {
        return kind == Kind.ATTACHED;
    }

    boolean isElastic() {
        return kind == Kind.ELASTIC;
    }
}
