/** The way in through the Kubernetes API server: how the operator knows it, and how it knows the operator. */
package io.kpool.operator.aggregation;
