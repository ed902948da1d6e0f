/** The operator: observes, asks io.kpool.pool, and carries the answer out. */
package io.kpool.operator;
