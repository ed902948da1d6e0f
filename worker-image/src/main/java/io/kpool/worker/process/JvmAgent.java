package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.pool.Pid;
import io.kpool.pool.directory.Found;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Reading;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.protocol.process.MemberCount;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.api.Watch;
import io.kpool.worker.function.JsonValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** The agent, as a JVM of its own sees it. When it is gone the JVM has nothing left to live for. */
final class JvmAgent implements SelfAgent {
    private static final int ORPHANED = 1;

    private final JvmChannel channel;
    private final Semaphore handled = new Semaphore(0);
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<Answer>> questions = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<KeySnapshot>> watches = new ConcurrentHashMap<>();

    JvmAgent(JvmChannel channel) {
        this.channel = channel;
    }

    /** Waits for what is to be run. */
    JavaFunction receiveFunction() throws IOException {
        if (channel.hear() instanceof JvmWord.Call(JavaFunction function)) {
            return function;
        }
        throw new IOException("the agent said something else than what to run");
    }

    /** Who runs it, and from now on hears what others tell it. */
    ProcessSelf self(Pid pid, JavaFunction function, JsonValues json) {
        var self = new ProcessSelf(pid, function.getModule(), this, json);
        Thread.ofPlatform().daemon().name("kpool-agent").start(() -> hear(self));
        return self;
    }

    private void hear(ProcessSelf self) {
        try {
            while (true) {
                heed(channel.hear(), self);
            }
        } catch (IOException gone) {
            Runtime.getRuntime().halt(ORPHANED);
        }
    }

    private void heed(JvmWord word, ProcessSelf self) throws IOException {
        switch (word) {
            case JvmWord.Signal(ProcessSignal signal) -> self.deliver(signal);
            case JvmWord.Changed(long watch, KeyChange change) -> self.deliver(watch, change);
            case JvmWord.Handled now -> handled.release();
            case JvmWord.Answers(Answer answer) -> complete(questions, answer.getNumber(), answer);
            case JvmWord.Watching(long watch, KeySnapshot now) -> complete(watches, watch, now);
            case JvmWord other -> throw new IOException("not for a process: " + other);
        }
    }

    private static <T> void complete(Map<Long, CompletableFuture<T>> waiting, long number, T answer) {
        CompletableFuture<T> one = waiting.remove(number);
        if (one != null) {
            one.complete(answer);
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
    public void abandon(long call) {
        say(new JvmWord.Abandons(call));
    }

    @Override
    public synchronized void handleExits(ExitHandling handling) {
        say(new JvmWord.Handles(handling));
        handled.acquireUninterruptibly();
    }

    @Override
    public Found read(Key key, Reading reading) throws InterruptedException {
        return Standings.found(ask(Standings.question(key, reading)).getDirectory());
    }

    @Override
    public Answer ask(Question question) throws InterruptedException {
        long number = numbers.incrementAndGet();
        var numbered = question.toBuilder().setNumber(number).build();
        return await(questions, number, new JvmWord.Asks(numbered));
    }

    @Override
    public Watch watch(long watch, Key key) throws InterruptedException {
        KeySnapshot now = await(watches, watch, new JvmWord.Watches(watch, key));
        return new Watch(
                watch,
                now.getExists(),
                now.getMemberList().stream().map(MemberCount::getPid).toList());
    }

    @Override
    public void unwatch(long watch) {
        say(new JvmWord.Unwatches(watch));
    }

    private <T> T await(Map<Long, CompletableFuture<T>> waiting, long number, JvmWord question)
            throws InterruptedException {
        var answer = new CompletableFuture<T>();
        waiting.put(number, answer);
        try {
            say(question);
            return answer.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            waiting.remove(number);
        }
    }
}
