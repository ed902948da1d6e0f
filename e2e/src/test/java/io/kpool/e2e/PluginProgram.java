package io.kpool.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code kubectl kpool} of the archive that the build made, as for a user who has it on the PATH. */
record PluginProgram(Path kubeconfig) implements Plugin {
    private static final Path FOLDER = Repository.root().resolve("kubectl-kpool/target/staged/kubectl-kpool");
    private static final int LONGEST_SECONDS = 120;

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

    @Override
    public Result run(String... words) throws IOException, InterruptedException {
        return start(words).result();
    }

    /** What a shell is proposed behind these words, of which the last one is being written. */
    String complete(String... words) throws IOException, InterruptedException {
        return begin(Stream.concat(Stream.of("kubectl", "__complete", "kpool"), Stream.of(words)))
                .result()
                .out()
                .strip();
    }

    /** What a shell does and prints. */
    Result shell(String script) throws IOException, InterruptedException {
        return begin(Stream.of("bash", "-c", script)).result();
    }

    Running start(String... words) throws IOException {
        return begin(Stream.concat(Stream.of("kubectl", "kpool"), Stream.of(words)));
    }

    private Running begin(Stream<String> command) throws IOException {
        Path folder = Files.createTempDirectory("plugin");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        // Ctrl-C is ignored by what a shell starts in the background, and by all that this starts.
        List<String> interruptible =
                Stream.concat(Stream.of("env", "--default-signal=INT"), command).toList();
        ProcessBuilder builder =
                new ProcessBuilder(interruptible).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().merge("PATH", FOLDER.toString(), (path, folderOfPlugin) -> folderOfPlugin + ":" + path);
        return new Running(builder.start(), out, err);
    }
}
