/** Tells people what happened to a resource. */
package io.kpool.operator.events;
