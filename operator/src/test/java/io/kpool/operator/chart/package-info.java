/** The chart as it is shipped, for tests. */
package io.kpool.operator.chart;
