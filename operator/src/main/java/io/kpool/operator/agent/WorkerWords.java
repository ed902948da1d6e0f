package io.kpool.operator.agent;

import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.LostWorker;
import io.kpool.protocol.agent.SetMembership;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;

/**
 * What a worker is told of groups and names, on one stream of its: what was said when that has ended has no effect. To be
 * used on the loop.
 */
public interface WorkerWords {

    void membership(SetMembership now);

    void snapshot(KeySnapshot page);

    void changed(KeyChange change);

    void answer(Answer answer);

    void lost(LostWorker worker);
}
