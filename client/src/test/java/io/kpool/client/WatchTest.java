package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.kpool.protocol.live.WatchEvent;
import io.kpool.protocol.live.WatchRequest;
import io.kpool.protocol.process.Key;
import io.kpool.protocol.process.KeyKind;
import io.kpool.protocol.process.KeySnapshot;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A watch over loopback: what is told first, then, and after a lost stream. */
class WatchTest extends LoopbackSession {
    private static final String ONE = "demo/alpha.5.1";
    private static final String TWO = "demo/alpha.5.2";

    private final BlockingQueue<KeyEvent> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void openSession() throws Exception {
        connect(KpoolOptions.DEFAULTS.inNamespace("team"));
    }

    @Test
    @DisplayName("N29 a snapshot, and then one event for each call")
    void n29_tellsTheSnapshotAndThenEachChange() throws Exception {
        CompletableFuture<Watch> watch = waiting(() -> kpool.groups().watch("a", heard::add));
        var asked = operator.watch();
        asked.tell(WatchEvents.page(KeySnapshot.newBuilder()
                .setExists(true)
                .addMember(WatchEvents.member(ONE, 2))
                .setMore(true)));
        asked.tell(WatchEvents.page(KeySnapshot.newBuilder().setExists(true).addMember(WatchEvents.member(TWO, 1))));
        watch.get();
        asked.tell(WatchEvents.joined(TWO, TWO));
        asked.tell(WatchEvents.left(io.kpool.protocol.process.LeaveReason.EXITED, ONE));
        asked.tell(WatchEvents.left(io.kpool.protocol.process.LeaveReason.EXITED, ONE));
        asked.tell(WatchEvents.left(io.kpool.protocol.process.LeaveReason.WORKER_LOST, TWO, TWO, TWO));
        asked.tell(WatchEvents.change(io.kpool.protocol.process.KeyEvent.DELETED));
        asked.tell(WatchEvents.change(io.kpool.protocol.process.KeyEvent.CREATED));

        assertThat(asked.request())
                .isEqualTo(WatchRequest.newBuilder()
                        .setNamespace("team")
                        .setKey(Key.newBuilder().setKind(KeyKind.GROUP).setText("a"))
                        .build());
        assertHeard(
                new KeyEvent.Snapshot(true, List.of(ONE, ONE, TWO)),
                new KeyEvent.Joined(List.of(TWO, TWO)),
                new KeyEvent.Left(List.of(ONE), LeaveReason.EXITED),
                new KeyEvent.Left(List.of(ONE), LeaveReason.EXITED),
                new KeyEvent.Left(List.of(TWO, TWO, TWO), LeaveReason.NOCONNECTION),
                new KeyEvent.Deleted(),
                new KeyEvent.Created());
    }

    @Test
    void afterALostConnectionItTellsWhatIsDifferent() throws Exception {
        begin(
                        kpool.groups(),
                        KeySnapshot.newBuilder()
                                .setExists(true)
                                .addMember(WatchEvents.member(ONE, 2))
                                .addMember(WatchEvents.member(TWO, 1)))
                .tell(WatchEvents.joined(TWO));
        assertHeard(new KeyEvent.Snapshot(true, List.of(ONE, ONE, TWO)), new KeyEvent.Joined(List.of(TWO)));

        stream.fail(Status.UNAVAILABLE);
        stream = operator.accept();
        stream.welcome(100);
        operator.watch()
                .tell(WatchEvents.page(KeySnapshot.newBuilder()
                        .setExists(true)
                        .addMember(WatchEvents.member(ONE, 1))
                        .addMember(WatchEvents.member(TWO, 2))
                        .addMember(WatchEvents.member("demo/beta.5.1", 1))));

        assertHeard(
                new KeyEvent.Left(List.of(ONE), LeaveReason.UNKNOWN), new KeyEvent.Joined(List.of("demo/beta.5.1")));
    }

    @Test
    void aGroupThatCameOrWentMeanwhileIsToldSo() throws Exception {
        var asked =
                begin(kpool.groups(), KeySnapshot.newBuilder().setExists(true).addMember(WatchEvents.member(ONE, 1)));
        asked.breakOff();
        asked = operator.watch();
        asked.tell(WatchEvents.page(KeySnapshot.newBuilder()));
        asked.breakOff();
        asked = operator.watch();
        asked.tell(WatchEvents.page(KeySnapshot.newBuilder().setExists(true).addMember(WatchEvents.member(TWO, 1))));
        asked.tell(WatchEvents.joined(ONE));

        assertHeard(
                new KeyEvent.Snapshot(true, List.of(ONE)),
                new KeyEvent.Deleted(),
                new KeyEvent.Created(),
                new KeyEvent.Joined(List.of(TWO)),
                new KeyEvent.Joined(List.of(ONE)));
    }

    @Test
    void ofANameOnlyThePidsCount() throws Exception {
        CompletableFuture<Watch> watch = waiting(() -> kpool.registry().watch("a", heard::add));
        var asked = operator.watch();
        assertThat(asked.request().getKey().getKind()).isEqualTo(KeyKind.NAME);
        asked.tell(WatchEvents.page(KeySnapshot.newBuilder()));
        watch.get();
        asked.breakOff();
        asked = operator.watch();
        asked.tell(WatchEvents.page(KeySnapshot.newBuilder().setExists(true).addMember(WatchEvents.member(ONE, 1))));
        asked.breakOff();
        operator.watch().tell(WatchEvents.page(KeySnapshot.newBuilder()));

        assertHeard(
                new KeyEvent.Snapshot(false, List.of()),
                new KeyEvent.Joined(List.of(ONE)),
                new KeyEvent.Left(List.of(ONE), LeaveReason.UNKNOWN));
    }

    @Test
    void whoMayNotWatchIsToldAtOnce() {
        CompletableFuture<Watch> watch = waiting(() -> kpool.groups().watch("a", heard::add));

        waiting(() -> {
            operator.watch().refuse(Status.PERMISSION_DENIED, "forbidden");
            return null;
        });

        assertFails(watch, ErrorCode.FORBIDDEN);
    }

    @Test
    void whoMayNoLongerWatchIsToldSo() throws Exception {
        CompletableFuture<Watch> watch = waiting(() -> kpool.groups().watch("a", heard::add));
        var asked = operator.watch();
        asked.tell(WatchEvents.page(KeySnapshot.newBuilder()));
        var ended = watch.get().ended().toCompletableFuture();
        asked.refuse(Status.PERMISSION_DENIED, "forbidden");

        assertThat(ended.get().code()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void aClosedWatchIsSilentAndItsStreamEnds() throws Exception {
        CompletableFuture<Watch> watch = waiting(() -> kpool.groups().watch("a", heard::add));
        var asked = operator.watch();
        var calls = (ServerCallStreamObserver<WatchEvent>) asked.caller();
        asked.tell(WatchEvents.page(KeySnapshot.newBuilder()));
        watch.get();
        assertHeard(new KeyEvent.Snapshot(false, List.of()));

        watch.get().close();

        Awaitility.await().until(calls::isCancelled);
        assertThat(heard).isEmpty();
    }

    @Test
    void itEndsWithTheSession() throws Exception {
        CompletableFuture<Watch> watch = waiting(() -> kpool.groups().watch("a", heard::add));
        operator.watch().tell(WatchEvents.page(KeySnapshot.newBuilder()));
        var ended = watch.get().ended().toCompletableFuture();
        stream.complete();
        kpool.close();

        assertThat(ended.get().code()).isEqualTo(ErrorCode.SESSION_ENDED);
    }

    @Test
    void aSlowListenerIsNotBuried() throws Exception {
        var blocked = new CountDownLatch(1);
        CompletableFuture<Watch> watch = waiting(() -> kpool.groups().watch("a", event -> {
            heard.add(event);
            await(blocked);
        }));
        var asked = operator.watch();
        var calls = (ServerCallStreamObserver<WatchEvent>) asked.caller();
        asked.tell(WatchEvents.page(KeySnapshot.newBuilder().setExists(true)));
        watch.get();
        String much = "x".repeat(10_000);
        // No more is taken than the listener has heard, so at some point there is no room in between.
        while (calls.isReady()) {
            asked.tell(WatchEvents.joined(much));
        }
        IntStream.range(0, 1_000).forEach(i -> asked.tell(WatchEvents.joined(ONE)));
        blocked.countDown();
        KeyEvent last = heard.poll(5, TimeUnit.SECONDS);
        for (int ones = 0; ones < 1_000; ) {
            last = heard.poll(5, TimeUnit.SECONDS);
            ones += new KeyEvent.Joined(List.of(ONE)).equals(last) ? 1 : 0;
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void aListenerThatThrowsHearsTheRest() throws Exception {
        var handler = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> heard.add(new KeyEvent.Deleted()));
        try {
            CompletableFuture<Watch> watch = waiting(() -> kpool.groups().watch("a", event -> {
                throw new IllegalStateException("as some do");
            }));
            var asked = operator.watch();
            asked.tell(WatchEvents.page(KeySnapshot.newBuilder()));
            watch.get();
            IntStream.range(0, 1_000).forEach(i -> asked.tell(WatchEvents.joined(ONE)));

            for (int i = 0; i < 1_001; i++) {
                assertThat(heard.poll(5, TimeUnit.SECONDS)).isNotNull();
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private Asked<WatchRequest, WatchEvent> begin(ProcessGroups groups, KeySnapshot.Builder snapshot) throws Exception {
        CompletableFuture<Watch> watch = waiting(() -> groups.watch("a", heard::add));
        var asked = operator.watch();
        asked.tell(WatchEvents.page(snapshot));
        watch.get();
        return asked;
    }

    private void assertHeard(KeyEvent... events) throws InterruptedException {
        for (KeyEvent event : events) {
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo(event);
        }
    }
}
