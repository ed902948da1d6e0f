/** NodePools: one warm worker pod per host, what became of each, and the status that says it. */
package io.kpool.operator.nodepool;
