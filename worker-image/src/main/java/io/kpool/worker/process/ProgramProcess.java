package io.kpool.worker.process;

import io.kpool.protocol.agent.ExitReason;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A process that is a program of the operating system, watched by a thread of the agent. Being asked to end before the
 * program runs keeps it from running.
 */
abstract sealed class ProgramProcess implements RunningProcess permits CommandProcess, JvmProcess {
    private final ProcessContext context;
    // Each side writes its own of these two before it reads the other's, so that at least one sees the other.
    private volatile boolean asked;
    private volatile Program program;

    ProgramProcess(ProcessContext context) {
        this.context = context;
    }

    final ProcessContext context() {
        return context;
    }

    /** Runs it on a thread of its own. */
    final void launch() {
        thread("kpool-run-").start(() -> context.observer().ended(outcome()));
    }

    private Outcome outcome() {
        try {
            return run();
        } catch (SpawnFailedException | IOException failed) {
            return Outcome.failed(ExitReason.SPAWN_FAILED, failed.getMessage());
        } catch (RuntimeException unforeseen) {
            return Outcome.failed(ExitReason.SPAWN_FAILED, unforeseen.toString());
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody else knows this thread", impossible);
        }
    }

    /** Runs it from start to end. */
    abstract Outcome run() throws SpawnFailedException, IOException, InterruptedException;

    /** Starts the program; empty: it was asked to end before. */
    final Optional<Program> start(ProcessBuilder builder) throws IOException {
        if (asked) {
            return Optional.empty();
        }
        Program started = Program.start(builder, ProgramEnvironment.mark(context.pid()), context.output());
        context.trees().add(started.tree());
        program = started;
        if (asked) {
            started.tree().kill();
        }
        return Optional.of(started);
    }

    /** Waits until the program and all that it left behind are gone. */
    final int await(Program running) throws InterruptedException {
        try {
            return running.await();
        } finally {
            context.trees().remove(running.tree());
        }
    }

    @Override
    public final void ask() {
        end(ProcessTree::terminate);
    }

    @Override
    public final void force() {
        end(ProcessTree::kill);
    }

    private void end(Consumer<ProcessTree> how) {
        asked = true;
        Program running = program;
        if (running != null) {
            // Looking through the processes takes a while, and the caller must not wait.
            thread("kpool-end-").start(() -> how.accept(running.tree()));
        }
    }

    private Thread.Builder thread(String role) {
        return Thread.ofPlatform().daemon().name(role + context.pid());
    }
}
