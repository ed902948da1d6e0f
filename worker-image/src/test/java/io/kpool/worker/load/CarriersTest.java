package io.kpool.worker.load;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With the JDK's real scheduler, which is put back as it was. */
@Timeout(180)
class CarriersTest {
    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int before = scheduler.getParallelism();

    @AfterEach
    void restore() {
        scheduler.setParallelism(before);
    }

    @Test
    void letsAThreadRunThoughAllCarriersCompute() throws Exception {
        var carriers = Carriers.forSlots(256);
        int fewest = scheduler.getParallelism();
        var end = new AtomicBoolean();
        var entered = new CountDownLatch(fewest);
        List<Thread> computing = new ArrayList<>();
        for (int i = 0; i < fewest; i++) {
            computing.add(Thread.startVirtualThread(() -> {
                entered.countDown();
                while (!end.get()) {
                    Thread.onSpinWait();
                }
            }));
        }
        try {
            entered.await();
            Thread late = Thread.startVirtualThread(() -> {});
            await().until(() -> {
                carriers.look();
                return !late.isAlive();
            });
            assertThat(scheduler.getParallelism()).isGreaterThan(fewest);
        } finally {
            end.set(true);
            for (Thread thread : computing) {
                thread.join();
            }
        }
    }
}
