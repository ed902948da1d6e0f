package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.client.ErrorCode;
import io.kpool.client.JavaFunction;
import io.kpool.client.KeyEvent;
import io.kpool.client.KpoolException;
import io.kpool.client.LeaveReason;
import io.kpool.client.Message;
import io.kpool.client.ProcessGroups;
import io.kpool.client.Registry;
import io.kpool.client.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A Java program outside the cluster among processes: groups, names and messages, and what is lost with whom. */
@ExtendWith(KpoolExtension.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MessagesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Kpool kpool;

    MessagesIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @BeforeAll
    static void provide(Kpool kpool, @TempDir Path folder) throws IOException {
        UserCode.provide(kpool, Talking.class, folder);
    }

    @Test
    void processesOnTwoHostsAndTheSessionSendToEachOtherInOrder() throws InterruptedException {
        try (io.kpool.client.Kpool session = session("talk")) {
            String alpha = UserCode.talking(session, "talk", "alpha");
            String beta = UserCode.talking(session, "talk", "beta");

            for (int i = 0; i < 100; i++) {
                session.send(alpha, List.of("" + i, beta, session.pid()));
            }

            for (int i = 0; i < 100; i++) {
                Message message = (Message) session.receive(SOON).orElseThrow();
                assertThat(message.from()).isEqualTo(beta);
                assertThat(message.as(String[].class)).containsExactly("" + i);
            }
        }
    }

    @Test
    @DisplayName("D4, D5: names, with nobody, one and the same one twice")
    void d4d5_names() throws InterruptedException {
        try (io.kpool.client.Kpool session = session("names")) {
            Registry registry = session.registry();
            JavaFunction max = JavaFunction.of("java.lang.Math", "max", 3, 5);
            assertFails(ErrorCode.NO_PID, () -> registry.pidOf("speaker"));
            assertFails(ErrorCode.NO_PID, () -> registry.call("speaker", "who?", String.class));
            assertFails(ErrorCode.NO_PID, () -> registry.cast("speaker", List.of("hello", session.pid())));
            assertFails(ErrorCode.NO_NODE, () -> registry.nodeRpc("speaker", max, Integer.class, SOON));
            assertThat(registry.allPidsOf("speaker")).isEmpty();
            String alpha = UserCode.talking(session, "names", "alpha");

            registry.register("speaker", alpha);
            registry.register("speaker", alpha);
            session.groups().create("no-name");

            assertThat(registry.pidOf("speaker")).isEqualTo(alpha);
            assertThat(registry.allPidsOf("speaker")).containsExactly(alpha, alpha);
            assertThat(registry.allNodesOf("speaker")).containsExactly("names/alpha");
            assertThat(registry.registry())
                    .containsEntry("speaker", List.of(alpha, alpha))
                    .doesNotContainKey("no-name");
            assertThat(registry.call("speaker", "who?", String.class)).isEqualTo("alpha");
            assertThat(registry.nodeRpc("speaker", max, Integer.class, SOON)).isEqualTo(5);
            assertThat(registry.cast("speaker", List.of("hello", session.pid())))
                    .isEqualTo(alpha);
            assertThat(((Message) session.receive(SOON).orElseThrow()).from()).isEqualTo(alpha);
        }
    }

    @Test
    @DisplayName("N29 one event for each time that an ended process was in the group, one for a lost worker")
    void n29_aLostWorkerFailsCallsAtOnceAndIsOneEvent() throws InterruptedException {
        BlockingQueue<KeyEvent> events = new LinkedBlockingQueue<>();
        try (io.kpool.client.Kpool session = session("lost")) {
            ProcessGroups groups = session.groups();
            String ended = UserCode.talking(session, "lost", "beta");
            String one = UserCode.talking(session, "lost", "alpha");
            String other = UserCode.talking(session, "lost", "alpha");
            groups.create("watched");
            try (Watch _ = groups.watch("watched", events::add)) {
                assertThat(next(events)).isEqualTo(new KeyEvent.Snapshot(true, List.of()));
                for (String pid : List.of(ended, ended, one, one, other)) {
                    groups.join("watched", pid);
                    assertThat(next(events)).isEqualTo(new KeyEvent.Joined(List.of(pid)));
                }
                session.exit(ended, "kill");
                assertThat(next(events)).isEqualTo(new KeyEvent.Left(List.of(ended), LeaveReason.EXITED));
                assertThat(next(events)).isEqualTo(new KeyEvent.Left(List.of(ended), LeaveReason.EXITED));
                CompletableFuture<String> call = session.askAsync(one, Talking.HOLD, String.class, AN_HOUR)
                        .toCompletableFuture();

                kpool.crash("lost-alpha");

                assertFails(ErrorCode.UNKNOWN_OUTCOME, () -> waitFor(call));
                assertThat(next(events))
                        .isEqualTo(new KeyEvent.Left(List.of(one, one, other), LeaveReason.NOCONNECTION));
                assertThat(groups.getMembers("watched")).isEmpty();
            }
        }
    }

    private io.kpool.client.Kpool session(String pool) throws InterruptedException {
        kpool.apply(UserCode.pool(pool));
        kpool.await("nodepool/" + pool, "Ready", Duration.ofMinutes(1));
        return kpool.callersSession();
    }

    private static KeyEvent next(BlockingQueue<KeyEvent> events) throws InterruptedException {
        return events.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private static void waitFor(CompletableFuture<?> call) throws Throwable {
        try {
            call.get(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KpoolException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
