/** The kubectl plugin: what is said on the command line is asked of the cluster, and printed as kubectl prints. */
package io.kpool.kubectl;
