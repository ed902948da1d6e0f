/** What the streams of workers and of callers have in common. */
package io.kpool.operator.stream;
