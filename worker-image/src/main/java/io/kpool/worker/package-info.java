/** The agent that runs on a host and owns its processes. */
package io.kpool.worker;
