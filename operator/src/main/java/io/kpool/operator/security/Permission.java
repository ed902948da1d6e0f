package io.kpool.operator.security;

import java.util.Objects;

/**
 * What Kubernetes is asked about in API group live.kpool.io.
 *
 * @param name of what it is about; empty: all of the namespace
 */
public record Permission(String verb, Resource resource, String namespace, String name) {
    public static final String GROUP = "live.kpool.io";

    public Permission {
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
    }

    /**
     * What a permission is about, as roles write it.
     *
     * @param subresource empty: it is about the whole
     */
    public record Resource(String plural, String subresource) {
        public static final Resource GROUPS = new Resource("groups", "");
        public static final Resource NAMES = new Resource("names", "");

        public Resource {
            Objects.requireNonNull(plural, "plural");
            Objects.requireNonNull(subresource, "subresource");
        }

        public static Resource ofPools(String subresource) {
            return new Resource("nodepools", subresource);
        }

        @Override
        public String toString() {
            return subresource.isEmpty() ? plural : plural + "/" + subresource;
        }
    }

    /** @param pool its name; empty: all of the namespace */
    public static Permission inPool(String verb, String subresource, String namespace, String pool) {
        return new Permission(verb, Resource.ofPools(subresource), namespace, pool);
    }

    @Override
    public String toString() {
        String where = name.isEmpty() ? "all of namespace " + namespace : "\"" + name + "\" of namespace " + namespace;
        return "\"" + verb + "\" on \"" + resource + "\" in API group \"" + GROUP + "\" for " + where;
    }
}
