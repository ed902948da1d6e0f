/** The documentation of Erlang's {@code pool}, in Java. */
package io.kpool.examples.erlang;
