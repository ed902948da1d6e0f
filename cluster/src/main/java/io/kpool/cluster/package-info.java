/** A Kubernetes to try and test on: the current context, k3s in a container, or local processes. */
package io.kpool.cluster;
