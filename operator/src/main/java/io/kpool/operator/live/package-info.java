/** Callers' sessions and questions: the fast door, on the loop that the pools' masters live on. */
package io.kpool.operator.live;
