package io.kpool.operator.processgroup;

import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupConditions;
import io.kpool.crd.ProcessGroupReasons;
import io.kpool.crd.ProcessGroupStatus;
import io.kpool.crd.ProcessGroupStatusBuilder;
import io.kpool.operator.conditions.Conditions;
import java.time.Instant;

/** What is said of a ProcessGroup: that its behaviour is to come. */
final class ProcessGroupStatusFactory {
    private ProcessGroupStatusFactory() {}

    static ProcessGroupStatus status(ProcessGroup group, Instant now) {
        ProcessGroupStatus last = group.lastStatus();
        long generation = group.getMetadata().getGeneration();
        return ProcessGroupStatusBuilder.builder(last)
                .observedGeneration(generation)
                .conditions(Conditions.after(last.conditions(), generation, now)
                        .no(
                                ProcessGroupConditions.READY,
                                ProcessGroupReasons.NOT_SUPPORTED_YET,
                                "process groups are not carried out by this version: nothing joins this group and its template is not started")
                        .list())
                .build();
    }
}
