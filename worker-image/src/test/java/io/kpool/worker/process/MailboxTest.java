package io.kpool.worker.process;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.worker.process.Mailbox.Room;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class MailboxTest {
    private static final int MIB = 1 << 20;

    private final Mailbox<String> mailbox = new Mailbox<>();

    @Test
    void holdsTenThousandMessages() throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            assertThat(mailbox.put("message", 1, Room.ORDINARY)).isTrue();
        }

        assertThat(mailbox.put("one more", 1, Room.ORDINARY)).isFalse();
        mailbox.take();
        assertThat(mailbox.put("one more", 1, Room.ORDINARY)).isTrue();
    }

    @Test
    void holdsSixteenMebibytesOfMessages() throws InterruptedException {
        assertThat(mailbox.put("first", 15 * MIB, Room.ORDINARY)).isTrue();
        assertThat(mailbox.put("second", MIB, Room.ORDINARY)).isTrue();

        assertThat(mailbox.put("third", 1, Room.ORDINARY)).isFalse();
        mailbox.take();
        assertThat(mailbox.put("third", 1, Room.ORDINARY)).isTrue();
    }

    @Test
    void hasSomeRoomForExitMessagesWhereThereIsNoneForOthers() {
        for (int i = 0; i < 10_000; i++) {
            mailbox.put("message", 0, Room.ORDINARY);
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(mailbox.put("exit", 1, Room.RESERVED)).isTrue();
        }

        assertThat(mailbox.put("exit", 1, Room.RESERVED)).isFalse();
        assertThat(mailbox.put("answer", 1, Room.ALWAYS)).isTrue();
    }

    @Test
    void givesWhatCameFirst() throws InterruptedException {
        mailbox.put("first", 0, Room.ORDINARY);
        mailbox.put("second", 0, Room.RESERVED);

        assertThat(mailbox.take()).isEqualTo("first");
        assertThat(mailbox.poll(Duration.ZERO)).contains("second");
        assertThat(mailbox.poll(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void interruptsWhoReceivesWithoutEnd() {
        mailbox.put("message", 0, Room.ORDINARY);
        Thread.currentThread().interrupt();

        assertThatThrownBy(mailbox::take).isInstanceOf(InterruptedException.class);
    }

    @Test
    void wakesWhoWaitsWhenTheProcessIsOver() {
        var ended = new CompletableFuture<String>();
        Thread waiting = Thread.startVirtualThread(() -> {
            try {
                ended.complete(mailbox.take());
            } catch (InterruptedException over) {
                ended.complete("over");
            }
        });
        await().until(() -> waiting.getState() == Thread.State.WAITING);

        mailbox.close();

        assertThat(ended.join()).isEqualTo("over");
        assertThat(mailbox.put("to nobody", 1, Room.ORDINARY)).isTrue();
    }

    @Test
    void freesTheRoomOfWhatIsTakenOut() {
        mailbox.put("unwanted", 16 * MIB, Room.ORDINARY);

        mailbox.remove("unwanted"::equals);

        assertThat(mailbox.put("message", MIB, Room.ORDINARY)).isTrue();
    }
}
