package io.kpool.worker.process;

import io.kpool.pool.directory.Found;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Reading;
import io.kpool.pool.directory.View;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.process.ProcessSignal;
import java.util.concurrent.CompletableFuture;

/** What a process has to do with others, by its agent; from any thread. What is answered later is so on the agent's loop. */
public interface Exchange {
    /**
     * It tells another something; the peer is to whom. Who has more to say than can be sent waits, unless it is
     * interrupted; of what is no {@code message} there is never too much.
     */
    void sends(ProcessSignal signal);

    /** It does not wait any more for the answer to its call of that number. */
    void abandons(long call);

    /** It reads who stands under a key; at once if the worker has a copy of that. */
    CompletableFuture<Found> reads(Key key, Reading reading);

    /**
     * It wants something done, or known, that only the operator can; readings are not asked so.
     *
     * @param question serial and number are the agent's to say
     */
    CompletableFuture<Answer> asks(Question question);

    /**
     * It wants to be told of what changes under a key, after what is answered.
     *
     * @param watch of the process's own counting
     */
    CompletableFuture<View> watches(long watch, Key key);

    /** It does not any more. */
    void unwatches(long watch);
}
