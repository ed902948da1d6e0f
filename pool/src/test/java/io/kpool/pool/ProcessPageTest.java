package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However many processes a pool has, what is said of them at a time is bounded. */
class ProcessPageTest {
    private final PoolFixture pool = PoolFixture.of(PlacementStrategy.LEAST_LOADED, "a");

    @Test
    void pagesToTheEnd() {
        // Given
        List<RequestId> asked =
                IntStream.range(0, 25).mapToObj(any -> pool.submit()).toList();
        // When
        List<RequestId> read = new ArrayList<>();
        long last = 0;
        do {
            ProcessPage page = page(last, 10);
            assertThat(page.processes()).hasSizeLessThanOrEqualTo(10);
            page.processes().forEach(process -> read.add(process.request()));
            last = page.last();
        } while (last > 0);
        // Then
        assertThat(read).containsExactlyElementsOf(asked);
    }

    @Test
    void aFullPageMayBeTheLast() {
        // Given
        IntStream.range(0, 10).forEach(any -> pool.submit());
        // When
        ProcessPage page = page(0, 10);
        // Then
        assertThat(page.processes()).hasSize(10);
        assertThat(page.last()).isZero();
    }

    @Test
    void whatBeginsMeanwhileComesLast() {
        // Given
        pool.submit();
        pool.submit();
        ProcessPage first = page(0, 1);
        // When
        RequestId late = pool.submit();
        // Then
        assertThat(page(first.last(), 10).processes().getLast().request()).isEqualTo(late);
    }

    @Test
    void longMessagesMakeAPageShorter() {
        // Given
        pool.serve("a");
        int messages = 4;
        String half = "x".repeat(ProcessPage.MOST_CHARACTERS / 2);
        IntStream.range(0, messages).forEach(any -> end(pool.submit(), half));
        // When
        ProcessPage page = page(0, ProcessPage.MOST);
        // Then
        assertThat(page.processes()).hasSize(3);
        assertThat(page(page.last(), ProcessPage.MOST).processes()).hasSize(1);
    }

    private void end(RequestId request, String message) {
        long serial = pool.start(request).serial();
        Exit exit = Exit.of(ExitReason.EXCEPTION, message, PoolFixture.START);
        pool.report(PoolFixture.worker("a"), new WorkerReport.Exited(0, serial, exit));
    }

    private ProcessPage page(long after, int limit) {
        return pool.master.views(pool.now).processes(after, limit);
    }
}
