/** What needs a cluster, told as a user would do it, and the arrows between the modules. */
package io.kpool.e2e;
