package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.protocol.process.CommandLine;
import io.kpool.protocol.process.EnvironmentVariable;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.function.JsonValues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A command, with everything that it starts: when it has ended, what it left running is ended too. */
final class CommandProcess extends ProgramProcess {
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final CommandLine command;
    private final Tokens tokens;
    private final NearAgent agent;
    private final ProcessSelf self;

    CommandProcess(CommandLine command, ProcessContext context, Tokens tokens, JsonValues json) {
        super(context);
        this.command = command;
        this.tokens = tokens;
        this.agent = new NearAgent(context.observer().exchange());
        this.self = new ProcessSelf(context.pid(), "", agent, json);
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
    Outcome run() throws SpawnFailedException, IOException, InterruptedException {
        Tokens.Token token = tokens.issue(self);
        try {
            return run(token);
        } finally {
            tokens.revoke(token);
            self.ended();
        }
    }

    private Outcome run(Tokens.Token token) throws SpawnFailedException, IOException, InterruptedException {
        Optional<Program> started = start(builder(token));
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

    private ProcessBuilder builder(Tokens.Token token) throws SpawnFailedException {
        var builder = new ProcessBuilder();
        Map<String, String> environment = builder.environment();
        ProgramEnvironment.strip(environment);
        for (EnvironmentVariable variable : command.getEnvList()) {
            set(environment, variable);
        }
        ProgramEnvironment.identify(environment, context().pid());
        environment.putAll(token.environment());
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
