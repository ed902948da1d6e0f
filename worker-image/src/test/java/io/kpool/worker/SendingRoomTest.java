package io.kpool.worker;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class SendingRoomTest {
    private static final int FULL = (int) SendingRoom.BYTES;

    private final SendingRoom room = new SendingRoom();

    @Test
    void letsNobodyInBeforeThereIsRoom() throws Exception {
        room.enter(FULL);
        Waiting one = new Waiting();

        room.leave(1);

        one.entered.await();
    }

    @Test
    void countsWhatTheStreamHasYetToTake() throws Exception {
        room.enter(FULL);
        Waiting one = new Waiting();

        room.queue(FULL);
        room.leave(FULL);
        assertThat(one.thread.isAlive()).isTrue();
        room.taken(FULL);

        one.entered.await();
    }

    @Test
    void doesNotWaitForAStreamThatIsNoMore() throws Exception {
        room.queue(FULL);
        Waiting one = new Waiting();

        room.streamEnded();

        one.entered.await();
    }

    @Test
    void doesNotKeepWhoIsToEnd() throws Exception {
        room.enter(FULL);
        Waiting one = new Waiting();

        one.thread.interrupt();

        one.entered.await();
    }

    private final class Waiting {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final Thread thread = Thread.ofVirtual().start(() -> {
            room.enter(1);
            entered.countDown();
        });

        Waiting() {
            await().until(() -> thread.getState() == Thread.State.WAITING);
        }
    }
}
