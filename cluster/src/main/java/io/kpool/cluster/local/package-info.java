/**
 * A real Kubernetes of two nodes as local processes. Every host of it is a process tree in namespaces of its own, so that
 * ending its first process ends all of it.
 */
package io.kpool.cluster.local;
