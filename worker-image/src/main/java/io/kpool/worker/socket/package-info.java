/** The socket on which commands ask what functions ask of their Self: HTTP and JSON, usable with curl. */
package io.kpool.worker.socket;
