package io.kpool.worker.load;

import static io.kpool.worker.Patience.await;

import io.kpool.worker.process.ProcessFixture;
import io.kpool.worker.process.ProcessFixture.Launched;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Samples real processes of both kinds: what computes counts, what sleeps does not. */
@Timeout(180)
class LoadSamplerTest {
    private static final int SAMPLES = 10;
    private static final int PROCESSES = 3;

    private final ProcessFixture fixture = new ProcessFixture();
    private final LoadSampler sampler = new LoadSampler(fixture.trees());
    private List<Launched> launched = List.of();

    /** Tests before this one may have left fewer carriers than there are functions here that compute. */
    @BeforeEach
    void haveACarrierForEach() {
        ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class).setParallelism(2 * PROCESSES);
    }

    @AfterEach
    void endAll() {
        launched.forEach(Launched::force);
        launched.forEach(Launched::awaitEnd);
    }

    @Test
    void functionsThatComputeRaiseIt() {
        launch(() -> fixture.function("spin", "[]"));

        await().until(() -> meanOfSamples() >= PROCESSES * 900);
    }

    @Test
    void functionsThatSleepDoNot() {
        launch(() -> fixture.function("sleep", "[]"));

        await().until(() -> meanOfSamples() <= 100);
    }

    @Test
    void commandsThatComputeRaiseIt() {
        launch(() -> fixture.shell("while :; do :; done"));

        await().until(() -> meanOfSamples() >= PROCESSES * 900);
    }

    @Test
    void commandsThatSleepDoNot() {
        launch(() -> fixture.shell("sleep 1000 & wait"));

        await().until(() -> meanOfSamples() <= 100);
    }

    private void launch(Supplier<Launched> one) {
        launched = Stream.generate(one).limit(PROCESSES).toList();
        launched.forEach(Launched::awaitStarted);
    }

    private int meanOfSamples() {
        IntStream.range(0, SAMPLES).forEach(each -> sampler.sample());
        return sampler.takeMeanMilli();
    }
}
