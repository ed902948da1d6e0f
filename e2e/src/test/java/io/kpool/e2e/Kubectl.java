package io.kpool.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs kubectl and other commands as a user would: with one kubeconfig, whose context names the namespace. */
final class Kubectl {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Path kubeconfig;

    Kubectl(Path kubeconfig) {
        this.kubeconfig = kubeconfig;
    }

    /** Runs {@code kubectl}; an exit code other than 0 is an error that shows what was printed. */
    String run(String... arguments) {
        return succeed(command("kubectl", arguments), "");
    }

    /** Runs {@code kubectl} and prints what it says, whatever its exit code. */
    void tell(String... arguments) {
        List<String> command = command("kubectl", arguments);
        System.err.println("$ " + String.join(" ", command) + System.lineSeparator()
                + exec(command, "").output());
    }

    /** {@code kubectl apply -f -}. */
    void apply(String yaml) {
        succeed(command("kubectl", "apply", "-f", "-"), yaml);
    }

    /** Runs {@code kubectl} with that as its input. */
    String pipe(String input, String... arguments) {
        return succeed(command("kubectl", arguments), input);
    }

    /** What {@code kubectl apply} says when it is refused. */
    String refusalOf(String yaml) {
        return refusalOf(yaml, "apply", "-f", "-");
    }

    /** What {@code kubectl} says when that is refused. */
    String refusalOf(String input, String... arguments) {
        Result result = exec(command("kubectl", arguments), input);
        if (result.code() == 0) {
            throw new AssertionError("expected a refusal, but: " + result.output());
        }
        return result.output();
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    /** Runs any program with the same kubeconfig. */
    String program(Path program, String... arguments) {
        return succeed(command(program.toString(), arguments), "");
    }

    private static List<String> command(String first, String... rest) {
        List<String> command = new ArrayList<>(List.of(first));
        command.addAll(List.of(rest));
        return command;
    }

    private String succeed(List<String> command, String input) {
        Result result = exec(command, input);
        if (result.code() != 0) {
            throw new AssertionError("%s exited with %d:%n%s".formatted(command, result.code(), result.output()));
        }
        return result.output();
    }

    private Result exec(List<String> command, String input) {
        try {
            Path output = Files.createTempFile("kubectl", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
                builder.environment().put("KUBECONFIG", kubeconfig.toString());
                Process process = builder.redirectOutput(output.toFile()).start();
                try (var stdin = process.getOutputStream()) {
                    stdin.write(input.getBytes(StandardCharsets.UTF_8));
                }
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(command + " has not ended after " + LIMIT);
                }
                return new Result(process.exitValue(), Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Result(int code, String output) {}
}
