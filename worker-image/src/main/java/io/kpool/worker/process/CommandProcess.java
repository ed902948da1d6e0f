package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.protocol.process.CommandLine;
import io.kpool.protocol.process.EnvironmentVariable;
import io.kpool.protocol.process.ProcessSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A command, with everything that it starts: when it has ended, what it left running is ended too. */
final class CommandProcess extends ProgramProcess {
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final CommandLine command;

    CommandProcess(CommandLine command, ProcessContext context) {
        super(context);
        this.command = command;
    }

    @Override
    public ExitHandling exitHandling() {
        return ExitHandling.UNTRAPPED;
    }

    @Override
    public void deliver(ProcessSignal signal) {
        throw new UnsupportedOperationException("a command traps nothing");
    }

    @Override
    Outcome run() throws SpawnFailedException, IOException, InterruptedException {
        Optional<Program> started = start(builder());
        if (started.isEmpty()) {
            return Outcome.neverStarted();
        }
        context().observer().started();
        Program program = started.get();
        if (!command.getStdin().isEmpty()) {
            program.feed(command.getStdinBytes().toByteArray());
        }
        int code = await(program);
        return Outcome.exited(
                code, code == 0 ? "" : ExitCodes.describe(code, context().output()));
    }

    private ProcessBuilder builder() throws SpawnFailedException {
        var builder = new ProcessBuilder();
        Map<String, String> environment = builder.environment();
        ProgramEnvironment.strip(environment);
        for (EnvironmentVariable variable : command.getEnvList()) {
            set(environment, variable);
        }
        ProgramEnvironment.identify(environment, context().pid());
        Path directory = Path.of(command.getWorkingDir()).toAbsolutePath();
        new CommandCheck(directory, environment.getOrDefault("PATH", USUAL_PATH)).check(command.getArgvList());
        if (command.getStdin().isEmpty()) {
            builder.redirectInput(ProcessBuilder.Redirect.from(ProgramEnvironment.NO_INPUT));
        }
        return builder.directory(directory.toFile()).command(Sessions.wrap(command.getArgvList()));
    }

    private static void set(Map<String, String> environment, EnvironmentVariable variable) throws SpawnFailedException {
        try {
            environment.put(variable.getName(), variable.getValue());
        } catch (IllegalArgumentException malformed) {
            throw new SpawnFailedException("env has a variable that cannot be set: " + malformed.getMessage());
        }
    }
}
