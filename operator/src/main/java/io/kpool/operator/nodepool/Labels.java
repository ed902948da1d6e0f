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

    /** Annotation: how often in a row its host had failed when the pod was made; missing: not at all. */
    static final String FAILURES = "kpool.io/failures";

    private Labels() {}

    /** Selects the worker pods of all pools. */
    static String workers() {
        return MANAGED_BY + "=" + MANAGED_BY_KPOOL + "," + COMPONENT + "=" + WORKER;
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
