package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.pool.directory.Found;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Reading;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.api.Watch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The agent of a process that is in the same JVM. */
final class NearAgent implements SelfAgent {
    private final Exchange exchange;
    private volatile ExitHandling exitHandling = ExitHandling.UNTRAPPED;

    NearAgent(Exchange exchange) {
        this.exchange = exchange;
    }

    ExitHandling exitHandling() {
        return exitHandling;
    }

    @Override
    public void send(ProcessSignal signal) {
        exchange.sends(signal);
    }

    @Override
    public void abandon(long call) {
        exchange.abandons(call);
    }

    @Override
    public void handleExits(ExitHandling handling) {
        exitHandling = handling;
    }

    @Override
    public Found read(Key key, Reading reading) throws InterruptedException {
        return await(exchange.reads(key, reading));
    }

    @Override
    public Answer ask(Question question) throws InterruptedException {
        return await(exchange.asks(question));
    }

    @Override
    public Watch watch(long watch, Key key) throws InterruptedException {
        return Standings.watch(watch, await(exchange.watches(watch, key)));
    }

    @Override
    public void unwatch(long watch) {
        exchange.unwatches(watch);
    }

    private static <T> T await(CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException unforeseen) {
            throw new IllegalStateException(unforeseen.getCause());
        } finally {
            // Who does not wait for it any more need not be asked again.
            answer.cancel(false);
        }
    }
}
