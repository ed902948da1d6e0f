/** Spawns through the Java client, one operator and two agents, each in a JVM of its own. */
package io.kpool.bench.spawn;
