package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.function.FunctionCall;
import io.kpool.worker.function.JavaFunctions;
import io.kpool.worker.function.Traces;
import io.kpool.worker.output.OutputRouter;
import io.kpool.worker.output.ProcessOutput;
import java.util.Optional;

/**
 * A function on a virtual thread of the agent's JVM. Nothing can end a thread that ignores interruption: then the
 * process goes on after {@link #force()}.
 */
final class ThreadProcess implements RunningProcess, Runnable {
    private final NearAgent agent;
    private final ProcessSelf self;
    private final FunctionRun function;
    private final ProcessContext context;
    private final OutputRouter router;
    private final Optional<FunctionCall> known;
    private final Thread thread;
    private volatile boolean asked;
    private volatile boolean entered;

    ThreadProcess(JavaFunctions functions, JavaFunction asked, ProcessContext context, OutputRouter router) {
        this.agent = new NearAgent(context.observer().exchange());
        this.self = new ProcessSelf(context.pid(), asked.getModule(), agent, functions.values());
        this.function = new FunctionRun(functions, asked, self);
        this.context = context;
        this.router = router;
        this.known = function.known();
        this.thread = Thread.ofVirtual()
                .name(self.pid())
                .inheritInheritableThreadLocals(false)
                .unstarted(this);
        thread.setContextClassLoader(functions.loader());
    }

    @Override
    public boolean isResolved() {
        return known.isPresent();
    }

    @Override
    public void launch() {
        thread.start();
    }

    /** To be called by its own thread only. */
    @Override
    public void run() {
        entered = true;
        router.bind(context.output());
        context.observer().ended(outcome());
    }

    private Outcome outcome() {
        try {
            if (known.isEmpty()) {
                return function.run(this::enter);
            }
            return asked ? Outcome.neverStarted() : FunctionRun.call(known.get());
        } catch (Throwable unforeseen) {
            // Whatever it is, the slot must come free and the caller must hear of it.
            return Outcome.failed(ExitReason.EXCEPTION, Traces.describe(unforeseen));
        } finally {
            context.output().finish();
        }
    }

    private boolean enter() {
        if (asked) {
            return false;
        }
        context.observer().started();
        return true;
    }

    @Override
    public ProcessOutput output() {
        return context.output();
    }

    @Override
    public boolean isWaiting() {
        return !entered && thread.isAlive();
    }

    @Override
    public ExitHandling exitHandling() {
        return agent.exitHandling();
    }

    @Override
    public void deliver(ProcessSignal signal) {
        self.deliver(signal);
    }

    @Override
    public void deliver(long watch, KeyChange change) {
        self.deliver(watch, change);
    }

    @Override
    public void ask() {
        asked = true;
        thread.interrupt();
    }

    @Override
    public void force() {
        ask();
    }
}
