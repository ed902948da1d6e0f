package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.pool.Pid;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.ProcessSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;

/** The agent, as a JVM of its own sees it. When it is gone the JVM has nothing left to live for. */
final class JvmAgent implements ProcessSelf.Agent {
    private static final int ORPHANED = 1;

    private final JvmChannel channel;
    private final ProcessSelf self;
    private final Semaphore handled = new Semaphore(0);

    JvmAgent(JvmChannel channel, Pid pid) {
        this.channel = channel;
        this.self = new ProcessSelf(pid, this);
    }

    ProcessSelf self() {
        return self;
    }

    /** Waits for what is to be run, and from then on hears what others tell it. */
    JavaFunction receiveFunction() throws IOException {
        if (channel.hear() instanceof JvmWord.Call(JavaFunction function)) {
            Thread.ofPlatform().daemon().name("kpool-agent").start(this::hear);
            return function;
        }
        throw new IOException("the agent said something else than what to run");
    }

    private void hear() {
        try {
            while (true) {
                switch (channel.hear()) {
                    case JvmWord.Signal(ProcessSignal signal) -> self.deliver(signal);
                    case JvmWord.Handled now -> handled.release();
                    case JvmWord other -> throw new IOException("not for a process: " + other);
                }
            }
        } catch (IOException gone) {
            Runtime.getRuntime().halt(ORPHANED);
        }
    }

    void say(JvmWord word) {
        try {
            channel.say(word);
        } catch (IOException gone) {
            throw new UncheckedIOException("the agent is gone", gone);
        }
    }

    @Override
    public void send(ProcessSignal signal) {
        say(new JvmWord.Signal(signal));
    }

    @Override
    public synchronized void handleExits(ExitHandling handling) {
        say(new JvmWord.Handles(handling));
        handled.acquireUninterruptibly();
    }
}
