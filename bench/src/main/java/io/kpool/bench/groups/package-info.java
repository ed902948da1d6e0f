/** Names, messages and groups between processes of two agents, one operator between them, each in a JVM of its own. */
package io.kpool.bench.groups;
