package io.kpool.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code kubectl kpool} of the archive that the build made, as a user who has it on the PATH. */
record Plugin(Path kubeconfig, String namespace, List<String> identity) {
    private static final Path FOLDER = Repository.root().resolve("kubectl-kpool/target/staged/kubectl-kpool");
    private static final int LONGEST_SECONDS = 120;

    /** What it printed and how it ended. */
    record Result(int code, String out, String err) {}

    /** One that runs, and where it prints. */
    record Running(Process process, Path out, Path err) {
        Result result() throws IOException, InterruptedException {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it has not ended after " + LONGEST_SECONDS + " s");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        }

        /** Ctrl-C, as a terminal sends it. */
        void interrupt() throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    static boolean isBuilt() {
        return Files.exists(FOLDER.resolve("kubectl-kpool"));
    }

    /** The same for somebody whom this user may impersonate. */
    Plugin as(String user) {
        return new Plugin(kubeconfig, namespace, List.of("--as", user));
    }

    Result run(String... words) throws IOException, InterruptedException {
        return start(words).result();
    }

    /** Its exit code has to be 0; what it printed, without the line's end. */
    String succeed(String... words) throws IOException, InterruptedException {
        Result result = run(words);
        if (result.code() != 0) {
            throw new AssertionError(List.of(words) + " exited with " + result.code() + ": " + result.err());
        }
        return result.out().strip();
    }

    /** What a shell is proposed behind these words, of which the last one is being written. */
    String complete(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl", "kpool", "__complete", "-n", namespace));
        command.addAll(List.of(words));
        return begin(command).result().out().strip();
    }

    /** What a shell does and prints where kubectl need not be told the namespace. */
    Result shell(String script) throws IOException, InterruptedException {
        Path own = Files.copy(kubeconfig, Files.createTempDirectory("plugin").resolve("config"));
        Plugin there = new Plugin(own, namespace, identity);
        there.begin(List.of("kubectl", "config", "set-context", "--current", "--namespace=" + namespace))
                .result();
        return there.begin(List.of("bash", "-c", script)).result();
    }

    Running start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("kubectl", "kpool", words[0], "-n", namespace));
        command.addAll(identity);
        command.addAll(List.of(words).subList(1, words.length));
        return begin(command);
    }

    private Running begin(List<String> command) throws IOException {
        Path folder = Files.createTempDirectory("plugin");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        // Ctrl-C is ignored by what a shell starts in the background, and by all that this starts.
        List<String> interruptible = new ArrayList<>(List.of("env", "--default-signal=INT"));
        interruptible.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(interruptible).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().merge("PATH", FOLDER.toString(), (path, folderOfPlugin) -> folderOfPlugin + ":" + path);
        return new Running(builder.start(), out, err);
    }
}
