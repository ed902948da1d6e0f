/** The resources of kpool.io/v1alpha1 with their validation; no client, no operator. */
package io.kpool.crd;
