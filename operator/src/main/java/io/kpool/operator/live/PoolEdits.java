package io.kpool.operator.live;

import io.kpool.operator.agent.PoolKey;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Changes of NodePools that callers ask for; of several hosts all or none. Each fails with a {@link LiveException}. */
interface PoolEdits {

    /** Whether the only host was a member before, so that nothing was changed. */
    CompletionStage<Boolean> attach(PoolKey pool, List<String> hosts);

    CompletionStage<Void> detach(PoolKey pool, List<String> hosts);

    CompletionStage<Void> cordon(PoolKey pool, List<String> hosts);

    CompletionStage<Void> uncordon(PoolKey pool, List<String> hosts);
}
