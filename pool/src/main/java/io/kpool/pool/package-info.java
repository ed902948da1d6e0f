/** The domain: decides where processes run and what becomes of them. Pure: no I/O, no threads, time comes in. */
package io.kpool.pool;
