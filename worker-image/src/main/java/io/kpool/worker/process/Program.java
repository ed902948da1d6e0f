package io.kpool.worker.process;

import io.kpool.worker.output.ProcessOutput;
import io.kpool.worker.output.StreamName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program that was started, in a session of its own, with its tree and the threads that read what it prints. */
final class Program {
    // What has escaped the tree may hold the pipe open; it is not waited for.
    private static final Duration READERS_END = Duration.ofSeconds(1);

    private final Process process;
    private final ProcessTree tree;
    private final ProcessOutput output;
    private final List<Thread> readers = new ArrayList<>();

    private Program(Process process, ProcessTree tree, ProcessOutput output) {
        this.process = process;
        this.tree = tree;
        this.output = output;
    }

    /**
     * Starts it; what it prints waits until it is read.
     *
     * @param mark {@code NAME=value} that is in the environment of this program only
     */
    static Program start(ProcessBuilder builder, String mark, ProcessOutput output) throws IOException {
        Process process = builder.start();
        return new Program(process, new ProcessTree(process.pid(), mark), output);
    }

    /** Reads what it prints, to its end. */
    void readOutput() {
        read(process.getInputStream(), StreamName.STDOUT);
        read(process.getErrorStream(), StreamName.STDERR);
    }

    ProcessTree tree() {
        return tree;
    }

    private void read(InputStream from, StreamName stream) {
        readers.add(Thread.ofPlatform()
                .daemon()
                .name("kpool-" + stream + "-" + process.pid())
                .start(() -> {
                    try (from) {
                        from.transferTo(output.stream(stream));
                    } catch (IOException closed) {
                        // The program is over, and its end is told elsewhere.
                        output.finish();
                    }
                }));
    }

    /** Gives it that as its standard input, and ends that. */
    void feed(byte[] input) {
        Thread.ofPlatform().daemon().name("kpool-stdin-" + process.pid()).start(() -> {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input);
            } catch (IOException notRead) {
                // A program need not read its input: as in a shell's pipe, that is no failure.
                output.finish();
            }
        });
    }

    /** Waits until it has ended, then ends what it left behind; the exit code, 128 + n after signal n. */
    int await() throws InterruptedException {
        int code = process.waitFor();
        tree.kill();
        for (Thread reader : readers) {
            reader.join(READERS_END);
        }
        output.finish();
        return code;
    }
}
