/** What a reconciler without a finalizer must be told beside what the operator framework tells it. */
package io.kpool.operator.watch;
