package io.kpool.operator.security;

import java.util.Objects;

/**
 * What Kubernetes is asked about in API group live.kpool.io.
 *
 * @param subresource of nodepools
 * @param pool its name; empty: all of the namespace
 */
public record Permission(String verb, String subresource, String namespace, String pool) {
    public static final String GROUP = "live.kpool.io";
    public static final String RESOURCE = "nodepools";

    public Permission {
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(subresource, "subresource");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(pool, "pool");
    }

    @Override
    public String toString() {
        String where = pool.isEmpty() ? "namespace " + namespace : "pool " + pool + " of namespace " + namespace;
        return "\"" + verb + "\" on \"" + RESOURCE + "/" + subresource + "\" in API group \"" + GROUP + "\" for "
                + where;
    }
}
