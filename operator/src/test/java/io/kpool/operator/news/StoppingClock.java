package io.kpool.operator.news;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** The system's clock, which stops an operator's caches the next time that a reconciliation asks for the time. */
public final class StoppingClock implements InstantSource {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final AtomicReference<Operator> victim = new AtomicReference<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    @Override
    public Instant instant() {
        Operator operator = victim.getAndSet(null);
        if (operator != null) {
            // Waits for reconciliations, of which this is one.
            Thread.ofVirtual().start(() -> {
                operator.stop();
                stopped.complete(null);
            });
            Awaitility.await().atMost(PATIENCE).until(() -> hasNoCaches(operator));
        }
        return Instant.now();
    }

    /** Returns when the operator has been stopped by what was done to have something looked at. */
    public void stop(Operator operator, Runnable provocation) {
        victim.set(operator);
        provocation.run();
        stopped.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static boolean hasNoCaches(Operator operator) {
        for (RegisteredController<?> controller : operator.getRegisteredControllers()) {
            for (InformerWrappingEventSourceHealthIndicator<?> cache : controller
                    .getControllerHealthInfo()
                    .informerEventSourceHealthIndicators()
                    .values()) {
                if (!cache.informerHealthIndicators().isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }
}
