package io.kpool.worker.process;

import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Isolation;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.worker.function.JavaFunctions;
import io.kpool.worker.output.OutputRouter;
import io.kpool.worker.output.ProcessOutput;
import io.kpool.worker.output.WorkerLog;

/** Sets each kind of process going in its way. */
public final class Launchers implements ProcessLauncher {
    private final JavaFunctions functions;
    private final OwnJvm jvm;
    private final ProcessTrees trees;
    private final ProcessLog log;

    /** Where the output of processes goes. */
    public record ProcessLog(WorkerLog log, OutputRouter router) {}

    /** Processes of that user code. */
    public Launchers(JavaFunctions functions, OwnJvm jvm, ProcessTrees trees, ProcessLog log) {
        this.functions = functions;
        this.jvm = jvm;
        this.trees = trees;
        this.log = log;
    }

    @Override
    public RunningProcess launch(Spawn spawn, Pid pid, ProcessObserver observer) {
        var output = new ProcessOutput(pid.toString(), log.log());
        var context = new ProcessContext(pid, observer, output, trees);
        return switch (spawn.getWhatCase()) {
            case JAVA -> launch(spawn.getJava(), context);
            case COMMAND_LINE -> launched(new CommandProcess(spawn.getCommandLine(), context));
            case WHAT_NOT_SET -> {
                observer.ended(Outcome.failed(
                        ExitReason.SPAWN_FAILED, "neither a function nor a command that this worker knows of"));
                yield new NoProcess();
            }
        };
    }

    private RunningProcess launch(JavaFunction function, ProcessContext context) {
        if (function.getIsolation() == Isolation.PROCESS) {
            return launched(new JvmProcess(function, jvm, context));
        }
        var run = new FunctionRun(functions, function, ProcessSelf.of(context.pid()));
        var process = new ThreadProcess(run, context, log.router());
        process.start();
        return process;
    }

    private static RunningProcess launched(ProgramProcess process) {
        process.launch();
        return process;
    }

    private record NoProcess() implements RunningProcess {
        @Override
        public void ask() {}

        @Override
        public void force() {}
    }
}
