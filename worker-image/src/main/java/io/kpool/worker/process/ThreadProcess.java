package io.kpool.worker.process;

import io.kpool.protocol.process.ExitReason;
import io.kpool.worker.function.Traces;
import io.kpool.worker.output.OutputRouter;

/**
 * A function on a virtual thread of the agent's JVM. Nothing can end a thread that ignores interruption: then the
 * process goes on after {@link #force()}.
 */
final class ThreadProcess implements RunningProcess {
    private final FunctionRun function;
    private final ProcessContext context;
    private final Thread thread;
    private volatile boolean asked;

    ThreadProcess(FunctionRun function, ProcessContext context, OutputRouter router) {
        this.function = function;
        this.context = context;
        this.thread = Thread.ofVirtual().name(function.self().pid()).unstarted(() -> {
            router.bind(context.output());
            context.observer().ended(run());
        });
        thread.setContextClassLoader(function.functions().loader());
    }

    void start() {
        thread.start();
    }

    private Outcome run() {
        try {
            return function.run(this::enter);
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
    public void ask() {
        asked = true;
        thread.interrupt();
    }

    @Override
    public void force() {
        ask();
    }
}
