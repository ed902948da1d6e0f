package io.kpool.operator.processgroup;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.operator.live.GroupEdits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;

/** Makes this package's part of what others need. */
@Singleton
class ProcessGroupBeans {

    @Produces
    @Singleton
    GroupEdits edits(KubernetesClient client, DeclaredGroups groups) {
        return new ProcessGroupEdits(client, groups, Executors.newVirtualThreadPerTaskExecutor());
    }
}
