/** The way to the API server: kubeconfig, credentials, TLS, requests and their errors. */
package io.kpool.kubectl.wire;
