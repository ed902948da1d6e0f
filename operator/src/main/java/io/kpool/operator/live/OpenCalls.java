package io.kpool.operator.live;

import io.kpool.operator.agent.Loop;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.live.CallResponse;
import io.kpool.protocol.process.Reply;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Calls of callers without a session that wait for their answers, in one namespace. Lives on the loop. */
final class OpenCalls {
    /** Those that may wait at a time. */
    static final int MOST = 10_000;

    /** How late one may be given up. */
    private static final Duration PERIOD = Duration.ofMillis(20);

    private final Loop loop;
    private final Map<Long, OpenCall> open = new HashMap<>();
    private final NavigableSet<OpenCall> byDeadline =
            new TreeSet<>(Comparator.comparingLong(OpenCall::deadlineMillis).thenComparingLong(OpenCall::number));
    private boolean watching;
    private long numbers;

    record OpenCall(long number, long deadlineMillis, Party to, CompletableFuture<CallResponse> answer) {
        private void fail(ErrorKind kind, String message) {
            answer.completeExceptionally(new LiveException(kind, message));
        }
    }

    OpenCalls(Loop loop) {
        this.loop = loop;
    }

    int size() {
        return open.size();
    }

    /** One more, which is to be sent with its number. */
    OpenCall begin(Party to, Duration atMost) {
        if (open.size() >= MOST) {
            throw new LiveException(
                    ErrorKind.NO_CAPACITY, MOST + " calls of callers without a session wait in the namespace");
        }
        OpenCall call = new OpenCall(
                ++numbers, loop.nowMillis() + Math.max(1, atMost.toMillis()), to, new CompletableFuture<>());
        open.put(call.number(), call);
        byDeadline.add(call);
        watch();
        return call;
    }

    /** An answer to one, which nobody may wait for any more; only who was asked has one. */
    void answered(String from, Reply reply) {
        OpenCall call = open.get(reply.getCall());
        if (call == null || !call.to().toString().equals(from)) {
            return;
        }
        drop(call);
        switch (reply.getFailure()) {
            case UNDELIVERED_UNSPECIFIED ->
                call.answer()
                        .complete(CallResponse.newBuilder()
                                .setPid(call.to().toString())
                                .setBody(reply.getBody())
                                .build());
            case RECEIVER_GONE -> call.fail(ErrorKind.NO_SUCH_PROCESS, reply.getMessage());
            case RECEIVER_FULL -> call.fail(ErrorKind.MAILBOX_FULL, reply.getMessage());
            case RECEIVER_LOST, UNRECOGNIZED -> call.fail(ErrorKind.UNKNOWN_OUTCOME, reply.getMessage());
        }
    }

    /** Whoever waits for an answer from there waits in vain. */
    void lost(PoolKey pool, WorkerId worker) {
        List<OpenCall> vain = open.values().stream()
                .filter(call -> call.to() instanceof Pid pid
                        && pid.pool().equals(pool.name())
                        && pid.worker().equals(worker))
                .toList();
        for (OpenCall call : vain) {
            drop(call);
            call.fail(ErrorKind.UNKNOWN_OUTCOME, "worker " + worker + " was lost: it may have received the message");
        }
    }

    private void drop(OpenCall call) {
        open.remove(call.number());
        byDeadline.remove(call);
    }

    private void watch() {
        if (!watching) {
            watching = true;
            loop.after(PERIOD, this::expire);
        }
    }

    private void expire() {
        long now = loop.nowMillis();
        while (!byDeadline.isEmpty() && byDeadline.first().deadlineMillis() <= now) {
            OpenCall late = byDeadline.first();
            drop(late);
            late.fail(ErrorKind.DEADLINE, late.to() + " did not answer in time");
        }
        watching = false;
        if (!open.isEmpty()) {
            watch();
        }
    }
}
