/** Kubernetes, etcd, CoreDNS and helm, built once from their Go modules and kept. */
package io.kpool.cluster.binaries;
