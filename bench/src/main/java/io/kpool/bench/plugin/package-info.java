/** How long people wait for kubectl kpool, next to kubectl itself. */
package io.kpool.bench.plugin;
