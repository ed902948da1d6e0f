package io.kpool.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A call beside the stream, with its one answer. */
final class Question<I, O> implements Beside {
    /** Whether it may be asked again when nobody knows what became of it. */
    enum Repetition {
        HARMLESS,
        /** It fails with {@link ErrorCode#UNKNOWN_OUTCOME}. */
        NOT_ALLOWED
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MethodDescriptor<I, O> method;
    private final I request;
    private final Repetition repetition;
    private final CompletableFuture<O> answer = new CompletableFuture<>();
    private Function<O, Optional<KpoolException>> refusal = said -> Optional.empty();
    private long end = System.nanoTime() + PATIENCE.toNanos();

    Question(MethodDescriptor<I, O> method, I request, Repetition repetition) {
        this.method = method;
        this.request = request;
        this.repetition = repetition;
    }

    /** Before it is asked: how long an answer is waited for, if not 30 s. */
    Question<I, O> within(Duration patience) {
        end = System.nanoTime() + patience.toNanos();
        return this;
    }

    /** Before it is asked: which answers are none. */
    Question<I, O> refusedBy(Function<O, Optional<KpoolException>> reading) {
        refusal = reading;
        return this;
    }

    CompletableFuture<O> answer() {
        return answer;
    }

    @Override
    public boolean isLate() {
        return System.nanoTime() - end >= 0;
    }

    @Override
    public void fail(KpoolException why) {
        answer.completeExceptionally(why);
    }

    @Override
    public void ask(Channel channel, Metadata headers, Runnable again) {
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
                refusal.apply(message).ifPresentOrElse(this::lost, () -> answer.complete(message));
                return;
            }
            KpoolException failure = Failures.of(status, trailers);
            if (Failures.isSaid(trailers) && repetition == Repetition.NOT_ALLOWED) {
                fail(failure);
            } else {
                lost(failure);
            }
        }

        private void lost(KpoolException failure) {
            if (failure.code() != ErrorCode.UNAVAILABLE) {
                fail(failure);
            } else if (repetition == Repetition.NOT_ALLOWED) {
                String message = "the answer was lost, it may have been done: " + failure.getMessage();
                fail(new KpoolException(ErrorCode.UNKNOWN_OUTCOME, message, failure));
            } else if (isLate()) {
                fail(failure);
            } else {
                again.run();
            }
        }
    }
}
