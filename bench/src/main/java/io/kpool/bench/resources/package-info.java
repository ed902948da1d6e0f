/** What the resources cost on a cluster where kpool is installed: Spawns from created to started, pools from applied to Ready. */
package io.kpool.bench.resources;
