package io.kpool.pool;

/** Who asked for a process, so that a repeated request is recognised: no id is ever run twice. */
public sealed interface RequestId permits SpawnAttempt, LiveRequest {}
