/** One operator serves at a time: the lease, and the epoch that fences who served before. */
package io.kpool.operator.leader;
