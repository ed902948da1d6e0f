package io.kpool.operator.live;

import io.kpool.pool.Pid;

/** A process whose output somebody wants. */
record Followed(String namespace, Pid pid) {}
