package io.kpool.worker.process;

import com.google.protobuf.ByteString;
import io.kpool.pool.directory.Key;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.worker.api.Call;
import io.kpool.worker.api.Failure;
import io.kpool.worker.api.FailureException;
import io.kpool.worker.api.Json;
import io.kpool.worker.api.KeyChanged;
import io.kpool.worker.api.Message;
import io.kpool.worker.api.Received;
import io.kpool.worker.api.Undelivered;
import io.kpool.worker.api.Watch;
import io.kpool.worker.function.JsonValues;
import io.kpool.worker.process.Mailbox.Room;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** What a process and others tell each other: its mailbox, the calls that it waits for, and what it watches. */
final class Correspondence {
    private static final int MOST_WATCHES = 1_000;

    private final SelfAgent agent;
    private final JsonValues json;
    private final Mailbox<Received> mailbox = new Mailbox<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Asked> calls = new ConcurrentHashMap<>(2);
    // Guarded by this, so that nothing comes of a watch after its end.
    private Set<Long> watches = Set.of();

    /** Only who was asked answers. */
    private record Asked(String pid, CompletableFuture<Reply> answer) {}

    Correspondence(SelfAgent agent, JsonValues json) {
        this.agent = agent;
        this.json = json;
    }

    void deliver(ProcessSignal signal) {
        switch (signal.getWhatCase()) {
            case MESSAGE -> {
                ByteString body = signal.getMessage().getBody();
                if (!mailbox.put(received(signal), body.size(), Room.ORDINARY)) {
                    agent.send(Peers.full(signal));
                }
            }
            case REPLY -> {
                long call = signal.getReply().getCall();
                Asked waiting = calls.get(call);
                if (waiting != null && waiting.pid().equals(signal.getPeer()) && calls.remove(call, waiting)) {
                    waiting.answer().complete(signal.getReply());
                }
            }
            case BOUNCE -> {
                Failure why = Peers.failure(signal.getBounce().getWhy());
                mailbox.put(new Undelivered(signal.getPeer(), why), 0, Room.RESERVED);
            }
            case EXIT -> {
                ExitSignal exit = signal.getExit();
                mailbox.put(Peers.exitMessage(signal), exit.getSerializedSize(), Room.RESERVED);
            }
            case LINK, UNLINK, WHAT_NOT_SET -> {
                // Its agent's affair.
            }
        }
    }

    private Received received(ProcessSignal signal) {
        long call = signal.getMessage().getCall();
        Json body = json.read(signal.getMessage().getBody());
        return call == 0 ? new Message(signal.getPeer(), body) : new Call(signal.getPeer(), call, body);
    }

    synchronized void deliver(long watch, KeyChange change) {
        if (watches.contains(watch)) {
            mailbox.put(Standings.changed(watch, change), change.getSerializedSize(), Room.RESERVED);
        }
    }

    Received receive() throws InterruptedException {
        return mailbox.take();
    }

    Optional<Received> receive(Duration timeout) throws InterruptedException {
        return mailbox.poll(timeout);
    }

    void send(String pid, Object message) {
        agent.send(Peers.message(pid, json.write(message), 0));
    }

    Json ask(String pid, Object message, Duration timeout) throws InterruptedException {
        long number = numbers.incrementAndGet();
        ProcessSignal call = Peers.message(pid, json.write(message), number);
        var answer = new CompletableFuture<Reply>();
        calls.put(number, new Asked(pid, answer));
        try {
            agent.send(call);
            return answer(pid, answer.get(Durations.nanos(timeout), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            throw new FailureException(Failure.TIMEOUT, pid + " has not answered within " + timeout.toMillis() + " ms");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            if (calls.remove(number) != null) {
                agent.abandon(number);
            }
        }
    }

    private Json answer(String pid, Reply reply) {
        return switch (reply.getFailure()) {
            case UNDELIVERED_UNSPECIFIED -> json.read(reply.getBody());
            default -> {
                String message = reply.getMessage().isEmpty() ? "of " + pid : reply.getMessage();
                throw new FailureException(Peers.failure(reply.getFailure()), message);
            }
        };
    }

    void reply(Call call, Object answer) {
        agent.send(Peers.reply(call.from(), call.id(), json.write(answer)));
    }

    Watch watch(Key key) {
        long watch = numbers.incrementAndGet();
        begin(watch);
        try {
            return Waiting.uninterrupted(() -> agent.watch(watch, key));
        } catch (RuntimeException failed) {
            unwatch(watch);
            throw failed;
        }
    }

    private synchronized void begin(long watch) {
        if (watches.isEmpty()) {
            watches = new HashSet<>();
        }
        if (watches.size() >= MOST_WATCHES) {
            throw new FailureException(Failure.INVALID, "a process has at most " + MOST_WATCHES + " watches");
        }
        watches.add(watch);
    }

    void unwatch(long watch) {
        if (forget(watch)) {
            agent.unwatch(watch);
        }
    }

    private synchronized boolean forget(long watch) {
        boolean known = watches.contains(watch) && watches.remove(watch);
        mailbox.remove(received -> received instanceof KeyChanged changed && changed.watch() == watch);
        return known;
    }

    void close() {
        mailbox.close();
        Reply over = Peers.gone("the process that asked has ended");
        calls.keySet().forEach(number -> {
            Asked waiting = calls.remove(number);
            if (waiting != null) {
                waiting.answer().complete(over);
            }
        });
    }
}
