/** What functions that run in a worker see of kpool; the only package of the agent on their class path. */
package io.kpool.worker.api;
