package io.kpool.worker.process;

import io.kpool.protocol.process.ExitReason;
import io.kpool.worker.output.ProcessOutput;
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

    @Override
    public final boolean isResolved() {
        return false;
    }

    /** Runs it on a thread of its own. */
    @Override
    public final void launch() {
        thread("kpool-run-").start(() -> {
            Outcome outcome = outcome();
            try {
                endWhatIsLeft();
            } finally {
                context.observer().ended(outcome);
            }
        });
    }

    private Outcome outcome() {
        try {
            return run();
        } catch (SpawnFailedException | IOException failed) {
            return Outcome.failed(ExitReason.SPAWN_FAILED, failed.getMessage());
        } catch (Throwable unforeseen) {
            // Also an Error, as when no thread can be had: the slot must come free and the caller must hear of it.
            return Outcome.failed(ExitReason.SPAWN_FAILED, unforeseen.toString());
        }
    }

    /** What runs still when nobody waits for it any more, because something failed on the way. */
    private void endWhatIsLeft() {
        Program left = program;
        if (left != null) {
            try {
                left.tree().kill();
                context.output().finish();
            } finally {
                forget(left);
            }
        }
    }

    private void forget(Program gone) {
        program = null;
        context.trees().remove(gone.tree());
    }

    /** Runs it from start to end. */
    abstract Outcome run() throws SpawnFailedException, IOException, InterruptedException;

    /** Starts the program; empty: it was asked to end before. */
    final Optional<Program> start(ProcessBuilder builder) throws IOException {
        if (asked) {
            return Optional.empty();
        }
        Program started = fork(builder, ProgramEnvironment.mark(context.pid()));
        context.trees().add(started.tree());
        program = started;
        started.readOutput();
        if (asked) {
            started.tree().kill();
        }
        return Optional.of(started);
    }

    private Program fork(ProcessBuilder builder, String mark) throws IOException {
        try {
            return Program.start(builder, mark, context.output());
        } catch (Error halfway) {
            // Java forks first, and may then lack the thread that waits for the program: only the mark tells it.
            ProcessTree.marked(mark).kill();
            throw halfway;
        }
    }

    /** Waits until the program and all that it left behind are gone. */
    final int await(Program running) throws InterruptedException {
        int code = running.await();
        forget(running);
        return code;
    }

    @Override
    public final ProcessOutput output() {
        return context.output();
    }

    @Override
    public final boolean isWaiting() {
        return false;
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
