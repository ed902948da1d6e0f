/** Tells who makes a ProcessGroup that this version does not carry groups out yet. */
package io.kpool.operator.processgroup;
