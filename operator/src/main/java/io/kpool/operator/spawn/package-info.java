/** A Spawn becomes a process of its pool, and what becomes of that its status. */
package io.kpool.operator.spawn;
