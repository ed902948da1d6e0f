/** Links between a program and its workers. */
package io.kpool.examples.link;
