/** What is measured inside workers: functions that processes run. They see the JDK, HdrHistogram and the worker's API. */
package io.kpool.bench.function;
