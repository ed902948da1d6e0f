package io.kpool.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.kpool.protocol.live.DirectoryCall;
import io.kpool.protocol.live.WatchEvent;
import io.kpool.protocol.live.WatchRequest;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.Key;
import io.kpool.protocol.process.KeyEvent;
import io.kpool.protocol.process.KeyKind;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watches of groups and names over the real protocol with TLS. */
class KeyWatchTest {
    private static final String LONG_NAME = "n".repeat(253);
    private static final int MOST_CHANGES = 500_000;

    private final LiveLab lab = LiveLab.leading();
    private FakeCaller caller;
    private String session;

    @BeforeEach
    void start() throws Exception {
        caller = lab.caller();
        session = caller.begin(FakeCaller.open()).getSession();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void tellsWhatThereIsAndThenEveryChange() {
        // Given
        ask(DirectoryOperation.CREATE_GROUP, "chat");
        ask(DirectoryOperation.JOIN, "chat");
        // When
        Iterator<WatchEvent> events = caller.unary().watch(watch(KeyKind.GROUP, "chat"));
        WatchEvent snapshot = events.next();
        ask(DirectoryOperation.LEAVE, "chat");
        // Then
        assertThat(snapshot.getSnapshot().getExists()).isTrue();
        assertThat(snapshot.getSnapshot().getMember(0).getPid()).isEqualTo(session);
        assertThat(snapshot.getSnapshot().getMember(0).getCount()).isEqualTo(1);
        WatchEvent left = events.next();
        assertThat(left.getChange().getEvent()).isEqualTo(KeyEvent.LEFT);
        assertThat(left.getChange().getPidList()).containsExactly(session);
    }

    @Test
    void whoMayNotIsToldSo() throws Exception {
        // Given
        lab.admission.forbid("watch groups acme/chat");
        Slow slow = new Slow();
        // When
        caller.async().watch(watch(KeyKind.GROUP, "chat"), slow);
        // Then
        assertThat(slow.end()).isEqualTo("PERMISSION_DENIED forbidden");
        assertThat(lab.watches()).isZero();
    }

    @Test
    void isOverWhenItsCallerGoes() {
        // Given
        Context.CancellableContext here = Context.current().withCancellation();
        here.run(() -> assertThat(caller.unary()
                        .watch(watch(KeyKind.NAME, "room"))
                        .next()
                        .getSnapshot()
                        .getExists())
                .isFalse());
        await().until(() -> lab.watches() == 1);
        // When
        here.cancel(null);
        // Then
        await().until(() -> lab.watches() == 0);
    }

    @Test
    void whoDoesNotReadIsToldNoMore() throws Exception {
        // Given: it takes the snapshot and nothing else
        Slow slow = new Slow();
        lab.caller().async().watch(watch(KeyKind.NAME, LONG_NAME), slow);
        await().until(() -> lab.watches() == 1);
        // When: more happens than the transport and the bound hold
        int changes = 0;
        while (lab.watches() == 1 && changes < MOST_CHANGES) {
            for (int i = 0; i < 500; i++) {
                ask(i % 2 == 0 ? DirectoryOperation.REGISTER : DirectoryOperation.UNREGISTER, LONG_NAME);
            }
            changes += 500;
        }
        // Then
        assertThat(lab.watches()).isZero();
        slow.readOn();
        assertThat(slow.end()).isEqualTo("UNAVAILABLE unavailable");
        assertThat(slow.seen()).isLessThan(changes);
    }

    private void ask(DirectoryOperation operation, String key) {
        DirectoryRequest request = DirectoryRequest.newBuilder()
                .setOperation(operation)
                .setKey(key)
                .setPid(session)
                .build();
        DirectoryCall call = DirectoryCall.newBuilder().setRequest(request).build();
        lab.questions()
                .keys()
                .directory(LiveLab.CALLER, call)
                .toCompletableFuture()
                .join();
    }

    private static WatchRequest watch(KeyKind kind, String text) {
        return WatchRequest.newBuilder()
                .setKey(Key.newBuilder().setKind(kind).setText(text))
                .build();
    }

    /** Who takes one event, until it reads on. */
    private static final class Slow implements ClientResponseObserver<WatchRequest, WatchEvent> {
        private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        private ClientCallStreamObserver<WatchRequest> call;
        private final AtomicInteger seen = new AtomicInteger();

        @Override
        public void beforeStart(ClientCallStreamObserver<WatchRequest> stream) {
            call = stream;
            call.disableAutoRequestWithInitial(1);
        }

        void readOn() {
            call.request(Integer.MAX_VALUE);
        }

        int seen() {
            return seen.get();
        }

        String end() throws InterruptedException {
            String end = ends.poll(10, TimeUnit.SECONDS);
            assertThat(end).as("an end within 10 s").isNotNull();
            return end;
        }

        @Override
        public void onNext(WatchEvent event) {
            seen.incrementAndGet();
        }

        @Override
        public void onError(Throwable failure) {
            ends.add(Status.fromThrowable(failure).getCode() + " "
                    + Status.trailersFromThrowable(failure).get(ErrorKind.TRAILER));
        }

        @Override
        public void onCompleted() {
            ends.add("completed");
        }
    }
}
