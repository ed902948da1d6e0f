package io.kpool.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kpool.operator.agent.SetClock;
import io.kpool.operator.live.OpenCalls.OpenCall;
import io.kpool.pool.Pid;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.live.CallResponse;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class OpenCallsTest {
    private static final Pid NEAR = Pid.parse("demo/alpha.7.1");
    private static final Pid FAR = Pid.parse("demo/beta.9.1");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SetClock loop = new SetClock();
    private final OpenCalls calls = new OpenCalls(loop);

    @Test
    void anAnswerEndsItsCallOnly() {
        // Given
        OpenCall one = calls.begin(NEAR, SECOND);
        OpenCall other = calls.begin(NEAR, SECOND);
        // When
        Reply reply = Reply.newBuilder()
                .setCall(one.number())
                .setBody(ByteString.copyFromUtf8("1"))
                .build();
        calls.answered(FAR.toString(), reply);
        assertThat(one.answer()).isNotDone();
        calls.answered(NEAR.toString(), reply);
        // Then
        assertThat(one.answer())
                .isCompletedWithValue(CallResponse.newBuilder()
                        .setPid(NEAR.toString())
                        .setBody(ByteString.copyFromUtf8("1"))
                        .build());
        assertThat(other.answer()).isNotDone();
        assertThat(calls.size()).isEqualTo(1);
    }

    @Test
    void whyThereIsNoAnswerIsSaid() {
        assertThat(failed(Undelivered.RECEIVER_GONE)).isEqualTo(ErrorKind.NO_SUCH_PROCESS);
        assertThat(failed(Undelivered.RECEIVER_FULL)).isEqualTo(ErrorKind.MAILBOX_FULL);
        assertThat(failed(Undelivered.RECEIVER_LOST)).isEqualTo(ErrorKind.UNKNOWN_OUTCOME);
    }

    private ErrorKind failed(Undelivered why) {
        OpenCall call = calls.begin(NEAR, SECOND);
        calls.answered(
                NEAR.toString(),
                Reply.newBuilder().setCall(call.number()).setFailure(why).build());
        return kind(call.answer());
    }

    @Test
    void theLossOfAWorkerEndsTheCallsToIt() {
        // Given
        OpenCall near = calls.begin(NEAR, SECOND);
        OpenCall far = calls.begin(FAR, SECOND);
        // When
        calls.lost(LiveLab.POOL, new WorkerId("beta", 9));
        // Then
        assertThat(kind(far.answer())).isEqualTo(ErrorKind.UNKNOWN_OUTCOME);
        assertThat(near.answer()).isNotDone();
    }

    @Test
    void eachHasItsOwnTimeout() {
        // Given
        OpenCall late = calls.begin(NEAR, Duration.ofSeconds(2));
        OpenCall soon = calls.begin(NEAR, SECOND);
        // When
        loop.pass(1_000);
        // Then
        assertThat(kind(soon.answer())).isEqualTo(ErrorKind.DEADLINE);
        assertThat(late.answer()).isNotDone();
        loop.pass(1_000);
        assertThat(kind(late.answer())).isEqualTo(ErrorKind.DEADLINE);
        assertThat(calls.size()).isZero();
    }

    @Test
    void onlySoManyWait() {
        // Given
        for (int i = 0; i < OpenCalls.MOST; i++) {
            calls.begin(NEAR, SECOND);
        }
        // Then
        assertThatThrownBy(() -> calls.begin(NEAR, SECOND))
                .isInstanceOfSatisfying(
                        LiveException.class, why -> assertThat(why.kind()).isEqualTo(ErrorKind.NO_CAPACITY));
    }

    private static ErrorKind kind(CompletableFuture<?> answer) {
        Throwable thrown = Assertions.catchThrowable(answer::join);
        assertThat(thrown).hasCauseInstanceOf(LiveException.class);
        return ((LiveException) thrown.getCause()).kind();
    }
}
