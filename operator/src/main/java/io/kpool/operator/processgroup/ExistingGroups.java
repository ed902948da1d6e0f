package io.kpool.operator.processgroup;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kpool.crd.ProcessGroup;
import io.kpool.operator.config.OperatorConfig;
import io.kpool.operator.leader.LeadershipListener;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Declares all groups that there are before this process serves as the leader: workers and callers say what they know of
 * groups when they are let in, and of a group that is not known it would be forgotten.
 */
@Singleton
@Priority(ExistingGroups.BEFORE_OTHERS)
class ExistingGroups implements LeadershipListener {
    static final int BEFORE_OTHERS = 1000;

    private static final Logger LOG = Logger.getLogger(ExistingGroups.class);
    private static final String NOBODY = "";
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final KubernetesClient client;
    private final DeclaredGroups groups;
    private final Duration patience;

    @Inject
    ExistingGroups(KubernetesClient client, DeclaredGroups groups, OperatorConfig config) {
        this(client, groups, config.leader().renewDeadline());
    }

    /** @param patience for so long the API server is asked; without it, the lease is lost by then */
    ExistingGroups(KubernetesClient client, DeclaredGroups groups, Duration patience) {
        this.client = client;
        this.groups = groups;
        this.patience = patience;
    }

    @Override
    public void startServing(long epoch) {
        list().stream()
                .collect(Collectors.groupingBy(GroupKey::of))
                .values()
                .forEach(ofOneName -> GroupClaim.holder(ofOneName, NOBODY).ifPresent(groups::declare));
    }

    private Collection<ProcessGroup> list() {
        Instant until = Instant.now().plus(patience);
        while (true) {
            try {
                return all();
            } catch (KubernetesClientException e) {
                if (Instant.now().isAfter(until)) {
                    throw e;
                }
                LOG.warnf("Cannot list the process groups, tries again: %s", e.getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private List<ProcessGroup> all() {
        return client.resources(ProcessGroup.class).inAnyNamespace().list().getItems();
    }

    @Override
    public void stopServing() {
        // Nothing runs here.
    }
}
