/** A thousand workers that are none: the real protocol over real TLS, each with a pod and a token, and no processes. */
package io.kpool.bench.scale;
