package io.kpool.operator.live;

/** All that callers may ask without a session, whatever way they came in. */
public record Questions(LiveOperations operations, KeyOperations keys) {}
