package io.kpool.operator.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Gauges of the groups, names and messages of this leader. */
record LiveMeters(Supplier<LiveCounts> counts, MeterRegistry registry) {

    void register() {
        gauge("kpool.groups", "Groups that there are", LiveCounts::groups);
        gauge("kpool.names", "Names under which somebody is registered", LiveCounts::names);
        gauge("kpool.copies", "Copies of groups and names in workers, and watches of them", LiveCounts::copies);
        FunctionCounter.builder("kpool.messages", counts, now -> now.get().messages())
                .description("Messages carried, and answers to them")
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<LiveCounts> value) {
        Gauge.builder(name, counts, now -> value.applyAsDouble(now.get()))
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
