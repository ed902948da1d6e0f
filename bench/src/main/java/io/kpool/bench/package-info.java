/** What measures: the parts of a run, and what the domain alone needs. */
package io.kpool.bench;
