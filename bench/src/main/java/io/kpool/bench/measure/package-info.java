/** What is measured, in one format for kpool and its peers: figures, latencies, processor time. */
package io.kpool.bench.measure;
