/** Images made here, without a registry and without an engine: the pause image and what kpool's images stand on. */
package io.kpool.cluster.image;
