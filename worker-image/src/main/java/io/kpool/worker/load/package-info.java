/** How loaded the host is: Erlang's run queue, plus what runs. */
package io.kpool.worker.load;
