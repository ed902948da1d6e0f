package io.kpool.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A call beside the stream, with its answer. */
final class Question<I, O> {
    /** Whether it may be asked again when nobody knows what became of it. */
    enum Repetition {
        HARMLESS,
        NOT_ALLOWED
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MethodDescriptor<I, O> method;
    private final I request;
    private final Repetition repetition;
    private final CompletableFuture<O> answer = new CompletableFuture<>();
    private final long end = System.nanoTime() + PATIENCE.toNanos();

    Question(MethodDescriptor<I, O> method, I request, Repetition repetition) {
        this.method = method;
        this.request = request;
        this.repetition = repetition;
    }

    CompletableFuture<O> answer() {
        return answer;
    }

    boolean isLate() {
        return System.nanoTime() - end >= 0;
    }

    void fail(KpoolException why) {
        answer.completeExceptionally(why);
    }

    /** @param again asks it on another channel, or later */
    void ask(Channel channel, Metadata headers, Runnable again) {
        var options = CallOptions.DEFAULT.withDeadlineAfter(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        ClientCall<I, O> call = channel.newCall(method, options);
        call.start(new Events(again), headers);
        call.request(2);
        call.sendMessage(request);
        call.halfClose();
    }

    private final class Events extends ClientCall.Listener<O> {
        private final Runnable again;
        private O message;

        private Events(Runnable again) {
            this.again = again;
        }

        @Override
        public void onMessage(O received) {
            message = received;
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            if (status.isOk() && message != null) {
                answer.complete(message);
                return;
            }
            KpoolException failure = Failures.of(status, trailers);
            if (failure.code() == ErrorCode.UNAVAILABLE && repetition == Repetition.HARMLESS && !isLate()) {
                again.run();
            } else {
                fail(failure);
            }
        }
    }
}
