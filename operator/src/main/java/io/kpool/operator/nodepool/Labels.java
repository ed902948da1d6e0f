package io.kpool.operator.nodepool;

import java.util.LinkedHashMap;
import java.util.Map;

/** Labels and annotations of kpool's objects; every value fits the 63 characters that Kubernetes allows. */
public final class Labels {
    /** The pool that a worker pod belongs to, as {@link WorkerNames#labelValue} writes it. */
    public static final String POOL = "kpool.io/pool";

    /** The host that a worker pod is. */
    public static final String HOST = "kpool.io/host";

    /** Which life of its host a worker pod is, in seconds since 1970. */
    public static final String INCARNATION = "kpool.io/incarnation";

    /** {@code true} on pods of {@code spec.replicas}: what the scale subresource counts. */
    public static final String ELASTIC = "kpool.io/elastic";

    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String MANAGED_BY_KPOOL = "kpool";

    static final String COMPONENT = "app.kubernetes.io/component";
    static final String WORKER = "worker";

    /** Annotation: what the pod was rendered from, without what differs from one life to the next. */
    static final String TEMPLATE_HASH = "kpool.io/template-hash";

    /**
     * Annotation: how often in a row its host had failed when the pod was made, or how many members of the group before
     * it, in its place, had ended quickly when the Spawn was made; missing: not at all.
     */
    public static final String FAILURES = "kpool.io/failures";

    /** The ProcessGroup that a Spawn was made for, as {@link WorkerNames#labelValue} writes it. */
    public static final String GROUP = "kpool.io/group";

    /** Annotation: the Spawn that ended quickly and in whose place this one is, in a group that keeps members alive. */
    public static final String REPLACES = "kpool.io/replaces";

    private static final String MEMBER = "member";

    private Labels() {}

    /** Selects the worker pods of all pools. */
    static String workers() {
        return MANAGED_BY + "=" + MANAGED_BY_KPOOL + "," + COMPONENT + "=" + WORKER;
    }

    /** Selects the Spawns that groups keep alive. */
    public static String members() {
        return MANAGED_BY + "=" + MANAGED_BY_KPOOL + "," + COMPONENT + "=" + MEMBER;
    }

    /** Selects those of one group. */
    public static String groupSelector(String group) {
        return GROUP + "=" + WorkerNames.labelValue(group) + "," + COMPONENT + "=" + MEMBER;
    }

    public static Map<String, String> ofMember(String group) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(GROUP, WorkerNames.labelValue(group));
        labels.put(MANAGED_BY, MANAGED_BY_KPOOL);
        labels.put(COMPONENT, MEMBER);
        return labels;
    }

    /** Selects the pods of a pool's elastic hosts. */
    static String elasticSelector(String pool) {
        return POOL + "=" + WorkerNames.labelValue(pool) + "," + ELASTIC + "=true";
    }

    static Map<String, String> ofPool(String pool) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(POOL, WorkerNames.labelValue(pool));
        labels.put(MANAGED_BY, MANAGED_BY_KPOOL);
        labels.put(COMPONENT, WORKER);
        return labels;
    }
}
