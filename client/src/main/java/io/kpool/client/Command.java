package io.kpool.client;

import io.kpool.protocol.process.CommandLine;
import io.kpool.protocol.process.EnvironmentVariable;
import java.util.List;

/** A program of the worker's image. */
public final class Command implements Program {
    private final CommandLine wire;

    private Command(CommandLine wire) {
        this.wire = wire;
    }

    /** @param argv the program, looked for in the worker's PATH, and its arguments; no shell reads them */
    public static Command of(String... argv) {
        if (argv.length == 0) {
            throw new KpoolException(ErrorCode.INVALID, "a command has at least the name of a program");
        }
        return new Command(CommandLine.newBuilder().addAllArgv(List.of(argv)).build());
    }

    /** Beside the worker's own environment. */
    public Command withEnvironment(String name, String value) {
        var variable = EnvironmentVariable.newBuilder().setName(name).setValue(value);
        return new Command(wire.toBuilder().addEnv(variable).build());
    }

    public Command withWorkingDirectory(String directory) {
        return new Command(wire.toBuilder().setWorkingDir(directory).build());
    }

    /** What it reads from its standard input, which ends after it. */
    public Command withInput(String text) {
        return new Command(wire.toBuilder().setStdin(text).build());
    }

    CommandLine wire() {
        return wire;
    }

    @Override
    public String toString() {
        return String.join(" ", wire.getArgvList());
    }
}
