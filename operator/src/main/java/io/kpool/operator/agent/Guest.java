package io.kpool.operator.agent;

import io.kpool.operator.security.HostClaim;

/** A worker that was let in: the pool its token and its claim say, and that claim. */
record Guest(PoolKey pool, HostClaim claim) {}
