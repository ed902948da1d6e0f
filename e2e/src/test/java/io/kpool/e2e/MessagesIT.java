package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kpool.client.ErrorCode;
import io.kpool.client.JavaFunction;
import io.kpool.client.KeyEvent;
import io.kpool.client.KpoolException;
import io.kpool.client.LeaveReason;
import io.kpool.client.Message;
import io.kpool.client.Pool;
import io.kpool.client.ProcessGroups;
import io.kpool.client.ProcessSpec;
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
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A Java program outside the cluster among processes: groups, names and messages, and what is lost with whom. */
@ExtendWith(KpoolExtension.class)
@Isolated("it kills the operator")
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
            String alpha = talking(session, "talk", "alpha");
            String beta = talking(session, "talk", "beta");

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
            String alpha = talking(session, "names", "alpha");

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
            String ended = talking(session, "lost", "beta");
            String one = talking(session, "lost", "alpha");
            String other = talking(session, "lost", "alpha");
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

    @Test
    @DisplayName("G10, G11: after a change of leader all stand where they stood, but for who ended meanwhile")
    void g10g11_nobodyJoinsAgainWhenTheOperatorIsKilled() throws InterruptedException {
        try (io.kpool.client.Kpool session = session("kept")) {
            ProcessGroups groups = session.groups();
            List<String> four = List.of(
                    talking(session, "kept", "alpha"),
                    talking(session, "kept", "alpha"),
                    talking(session, "kept", "beta"),
                    talking(session, "kept", "beta"));
            String dying = talking(session, "kept", "beta");
            groups.create("all");
            groups.create("empty");
            for (String pid : Stream.concat(four.stream(), four.stream()).toList()) {
                groups.join("all", pid);
            }
            List<String> eight = groups.getMembers("all");
            assertThat(eight).hasSize(8);
            groups.join("all");
            groups.join("all", dying);
            session.registry().register("self");
            session.registry().register("first", four.getFirst());
            List<String> expected = groups.getMembers("all").stream()
                    .filter(pid -> !pid.equals(dying))
                    .toList();
            session.send(dying, List.of(Talking.END));

            kpool.killOperator();

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(groups.getMembers("all")).isEqualTo(expected));
            assertThat(expected).hasSize(9).contains(session.pid());
            assertThat(groups.whichGroups()).contains("all", "empty");
            assertThat(groups.getMembers("empty")).isEmpty();
            assertThat(session.registry().pidOf("self")).isEqualTo(session.pid());
            assertThat(session.registry().call("first", "who?", String.class)).isEqualTo("alpha");
        }
    }

    private io.kpool.client.Kpool session(String pool) throws InterruptedException {
        kpool.apply(UserCode.pool(pool));
        kpool.await("nodepool/" + pool, "Ready", Duration.ofMinutes(1));
        return kpool.callersSession();
    }

    private static String talking(io.kpool.client.Kpool session, String pool, String host) throws InterruptedException {
        JavaFunction serve = JavaFunction.of(Talking.class.getName(), "serve");
        return Pool.get(session, pool)
                .pspawn(ProcessSpec.of(serve).onHost(host))
                .pid();
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
