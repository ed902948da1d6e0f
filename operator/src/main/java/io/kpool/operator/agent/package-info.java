/** The workers' streams, and the masters of the pools, which live on the one loop that serves these streams. */
package io.kpool.operator.agent;
