package io.kpool.kubectl.command;

import io.kpool.kubectl.wire.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a script for a shell. */
@Command
final class CompletionCommand implements Call {
    private static final Set<String> SHELLS = Set.of("bash", "zsh", "fish");

    @Parameters(
            paramLabel = "SHELL",
            description =
                    "bash, zsh or fish. The script completes kubectl-kpool; kubectl kpool is completed by kubectl's own"
                            + " completion, if kubectl_complete-kpool is on the PATH.")
    String shell;

    @Override
    public int run(Session session) {
        if (!SHELLS.contains(shell)) {
            throw Failure.usage("there is no script for \"" + shell + "\": say bash, zsh or fish");
        }
        try (InputStream in = CompletionCommand.class.getResourceAsStream("/io/kpool/kubectl/completion." + shell)) {
            session.out().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }
}
