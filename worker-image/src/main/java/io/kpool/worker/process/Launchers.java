package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Isolation;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.function.JavaFunctions;
import io.kpool.worker.output.OutputRouter;
import io.kpool.worker.output.ProcessOutput;
import io.kpool.worker.output.WorkerLog;

/** Sets each kind of process going in its way. */
public final class Launchers implements ProcessLauncher {
    private final JavaFunctions functions;
    private final Programs programs;
    private final ProcessLog log;

    /** Where the output of processes goes. */
    public record ProcessLog(WorkerLog log, OutputRouter router) {}

    /**
     * How programs are started.
     *
     * @param trees of those that run
     * @param tokens by which commands show who they are
     */
    public record Programs(OwnJvm jvm, ProcessTrees trees, Tokens tokens) {}

    /** Processes of that user code. */
    public Launchers(JavaFunctions functions, Programs programs, ProcessLog log) {
        this.functions = functions;
        this.programs = programs;
        this.log = log;
    }

    @Override
    public RunningProcess prepare(Spawn spawn, Pid pid, ProcessObserver observer) {
        var context = new ProcessContext(pid, observer, new ProcessOutput(pid, log.log()), programs.trees());
        return switch (spawn.getWhatCase()) {
            case JAVA -> prepare(spawn.getJava(), context);
            case COMMAND_LINE ->
                new CommandProcess(spawn.getCommandLine(), context, programs.tokens(), functions.values());
            case WHAT_NOT_SET -> new NoProcess(context);
        };
    }

    private RunningProcess prepare(JavaFunction function, ProcessContext context) {
        if (function.getIsolation() == Isolation.PROCESS) {
            return new JvmProcess(function, programs.jvm(), context);
        }
        return new ThreadProcess(functions, function, context, log.router());
    }

    private record NoProcess(ProcessContext context) implements RunningProcess {
        @Override
        public boolean isResolved() {
            return false;
        }

        @Override
        public void launch() {
            context.observer()
                    .ended(Outcome.failed(
                            ExitReason.SPAWN_FAILED, "neither a function nor a command that this worker knows of"));
        }

        @Override
        public ProcessOutput output() {
            return context.output();
        }

        @Override
        public boolean isWaiting() {
            return false;
        }

        @Override
        public ExitHandling exitHandling() {
            return ExitHandling.UNTRAPPED;
        }

        @Override
        public void deliver(ProcessSignal signal) {}

        @Override
        public void deliver(long watch, KeyChange change) {}

        @Override
        public void ask() {}

        @Override
        public void force() {}
    }
}
