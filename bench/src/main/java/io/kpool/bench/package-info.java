/** What measures: JMH benchmarks of the domain. */
package io.kpool.bench;
