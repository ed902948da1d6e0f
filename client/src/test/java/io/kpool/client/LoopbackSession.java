package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.protocol.live.Open;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A session and its operator's end of it, over loopback. */
abstract class LoopbackSession {
    private static final int CREDIT = 1000;

    FakeOperator operator;
    Kpool kpool;
    FakeStream stream;

    @BeforeEach
    void start() throws IOException {
        operator = new FakeOperator();
    }

    @AfterEach
    void stop() {
        if (kpool != null) {
            stream.complete();
            kpool.close();
        }
        operator.close();
    }

    final Open connect(KpoolOptions options) throws InterruptedException {
        kpool = Sessions.with(operator.port(), options);
        kpool.session().open();
        stream = operator.accept();
        Open open = stream.welcome(CREDIT);
        kpool.connect();
        return open;
    }

    /** What a method that blocks returns, or fails with. */
    static <T> CompletableFuture<T> waiting(Callable<T> call) {
        var result = new CompletableFuture<T>();
        Thread.startVirtualThread(() -> {
            try {
                result.complete(call.call());
            } catch (Exception failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    static void assertFails(CompletableFuture<?> call, ErrorCode code) {
        assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        KpoolException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    final CompletableFuture<SpawnedProcess> spawnAsync() {
        return Pool.get(kpool, "demo").pspawnAsync(Samples.SPEC).toCompletableFuture();
    }

    /** The first process of a session without options. */
    final SpawnedProcess spawned(ProcessSpec spec) throws Exception {
        connect(KpoolOptions.DEFAULTS);
        var started = Pool.get(kpool, "demo").pspawnAsync(spec).toCompletableFuture();
        stream.spawn();
        stream.started(1);
        return started.get();
    }
}
