package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.Load;
import io.kpool.protocol.agent.WorkerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final ByteString LARGEST_RESULT = ByteString.copyFrom(new byte[64 * 1024]);

    @Test
    void everythingQueuedIsOneFrame() {
        var outbox = new Outbox(() -> {});
        outbox.started(1, 11);
        outbox.exited(exit(11));
        outbox.started(2, 12);
        outbox.load(Load.newBuilder().setSequence(1).build());
        outbox.load(Load.newBuilder().setSequence(2).build());

        WorkerFrame frame = outbox.poll().orElseThrow();

        assertThat(frame.getStartedCommandList()).containsExactly(1L, 2L);
        assertThat(frame.getStartedSerialList()).containsExactly(11L, 12L);
        assertThat(frame.getExited(0).getSerial()).isEqualTo(11);
        assertThat(frame.getLoad().getSequence()).isEqualTo(2);
        assertThat(outbox.poll()).isEmpty();
    }

    @Test
    void framesAreCappedAndKeepTheirOrder() {
        var outbox = new Outbox(() -> {});
        IntStream.rangeClosed(1, 20).forEach(serial -> outbox.exited(exit(serial)));

        List<WorkerFrame> frames = new ArrayList<>();
        for (Optional<WorkerFrame> next = outbox.poll(); next.isPresent(); next = outbox.poll()) {
            frames.add(next.get());
        }

        assertThat(frames).hasSize(3).allMatch(frame -> frame.getSerializedSize() <= Outbox.LARGEST_FRAME);
        assertThat(frames.stream().flatMap(frame -> frame.getExitedList().stream()))
                .extracting(Exit::getSerial)
                .isSorted()
                .hasSize(20);
    }

    @Test
    void inventoriesAreCutIntoPages() {
        List<InventoryEntry> inventory = IntStream.rangeClosed(1, 10)
                .mapToObj(serial -> InventoryEntry.newBuilder()
                        .setSerial(serial)
                        .setExit(exit(serial))
                        .build())
                .toList();

        List<WorkerFrame> pages = InventoryPages.of(inventory);

        assertThat(pages).allMatch(page -> page.getSerializedSize() <= InventoryPages.LARGEST_PAGE);
        assertThat(pages.stream().flatMap(page -> page.getInventoryList().stream()))
                .containsExactlyElementsOf(inventory);
        assertThat(pages).hasSize(4);
        assertThat(pages.stream().filter(WorkerFrame::getInventoryDone)).containsExactly(pages.getLast());
    }

    @Test
    void anEmptyInventoryIsOnePage() {
        assertThat(InventoryPages.of(List.of()))
                .containsExactly(WorkerFrame.newBuilder().setInventoryDone(true).build());
    }

    private static Exit exit(long serial) {
        return Exit.newBuilder().setSerial(serial).setResult(LARGEST_RESULT).build();
    }
}
