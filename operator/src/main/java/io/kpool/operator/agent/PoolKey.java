package io.kpool.operator.agent;

import java.util.Objects;

/** Which NodePool. */
public record PoolKey(String namespace, String name) {
    public PoolKey {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
