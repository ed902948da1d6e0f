package io.kpool.operator.news;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Has resources looked at, also those that the framework does not know. Every method may be called from any thread and
 * returns at once; it has no effect on what the cache does not have.
 *
 * <p>A reconciler that runs on deleted resources needs this for those that take the name of one. To the framework
 * (JOSDK 5.3), a name has one state from its first event until a reconciliation with {@code isPrimaryResourceDeleted}
 * has ended. All that comes under the name before that end counts as word of the deleted one and goes with the state,
 * the event by which its successor appeared too; afterwards the name is unknown, and of an unknown name the framework
 * hears no events but those of the resource itself. Unless somebody changes it, nothing has the successor looked at.
 */
public final class ResourceNews<R extends HasMetadata> extends SimpleInboundEventSource<R> {
    /** The first is usually enough; on a machine that is too busy, another is. */
    private static final List<Duration> FORGOTTEN =
            List.of(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(10));

    private final Function<ResourceID, Optional<R>> known;

    /** @param known what the cache has of that name */
    public ResourceNews(String name, Function<ResourceID, Optional<R>> known) {
        super(name);
        this.known = known;
    }

    public void look(ResourceID id) {
        // A cache that does not run cannot be asked.
        if (isRunning()) {
            known.apply(id).ifPresent(this::look);
        }
    }

    /** Looks at who bears the name when the framework has forgotten the one that was deleted. */
    public void lookAgain(ResourceID id) {
        FORGOTTEN.forEach(delay -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> look(id)));
    }

    // As an event of the resource itself: others are dropped where the framework does not know the name.
    private void look(R resource) {
        getEventHandler()
                .handleEvent(new ResourceEvent(ResourceAction.UPDATED, ResourceID.fromResource(resource), resource));
    }
}
