/** Workers that share a name, and the program that calls them by it. */
package io.kpool.examples.named;
