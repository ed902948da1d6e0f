/** The machine underneath: commands, the cache folder, locks, packages and progress for people. */
package io.kpool.cluster.machine;
