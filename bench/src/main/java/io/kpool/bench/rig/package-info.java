/**
 * Everything of kpool as in a cluster, without one: etcd and kube-apiserver, the operator as its image starts it, and for
 * each worker pod a JVM as its image starts it, all on the loopback interface with TLS and authentication on. Pods exist
 * as objects only.
 */
package io.kpool.bench.rig;
