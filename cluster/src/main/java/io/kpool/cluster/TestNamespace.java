package io.kpool.cluster;

/** A namespace that exists for one test and is deleted after it. */
public record TestNamespace(String name) {}
