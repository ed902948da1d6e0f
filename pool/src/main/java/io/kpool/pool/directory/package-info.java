/** Process groups as {@code pg2} has them and names as Distribunator has them: who stands under which. Pure. */
package io.kpool.pool.directory;
