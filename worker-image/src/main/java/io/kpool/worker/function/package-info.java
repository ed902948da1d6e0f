/** From {@code module:function(args)} to a call of a public static method of user code, and back to a result. */
package io.kpool.worker.function;
