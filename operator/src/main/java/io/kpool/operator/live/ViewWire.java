package io.kpool.operator.live;

import io.kpool.pool.Explanation;
import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.HostState;
import io.kpool.pool.HostView;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.NodeView;
import io.kpool.pool.PlacementStrategy;
import io.kpool.pool.ProcessState;
import io.kpool.pool.ProcessView;
import io.kpool.pool.Provision;
import io.kpool.pool.RequestId;
import io.kpool.pool.SpawnAttempt;
import io.kpool.protocol.live.Candidate;
import io.kpool.protocol.live.ExplainResponse;
import io.kpool.protocol.live.Node;
import io.kpool.protocol.live.Process;

/** What callers may read of a pool, as their wire says it. */
final class ViewWire {
    private ViewWire() {}

    static Node node(NodeView view) {
        HostView host = view.host();
        return Node.newBuilder()
                .setHost(host.host())
                .setIncarnation(host.incarnation())
                .setState(state(host.status().state()))
                .setReason(host.status().reason())
                .setMessage(host.status().message())
                .setLoadMilli(host.use().load())
                .setProcesses(host.use().processes())
                .setSlots(host.use().slots())
                .setSlotsUsed(host.use().slotsUsed())
                .setReportAgeMillis(view.reportAgeMillis())
                .setCordoned(view.admission() == Admission.CORDONED)
                .setAttached(host.provision() == Provision.ATTACHED)
                .build();
    }

    static ExplainResponse explanation(Explanation explanation) {
        ExplainResponse.Builder response = ExplainResponse.newBuilder()
                .setStrategy(strategy(explanation.strategy()))
                .setChosen(explanation.chosen());
        explanation
                .candidates()
                .forEach(candidate -> response.addCandidate(
                        Candidate.newBuilder().setNode(node(candidate.node())).setExcluded(candidate.excluded())));
        return response.build();
    }

    static Process process(ProcessView view) {
        Process.Builder process = Process.newBuilder()
                .setPid(view.pid())
                .setState(view.stage().text())
                .setStartedMillis(view.startedMillis())
                .setOwner(owner(view.request()));
        if (view.state() instanceof ProcessState.Ended(var exit)) {
            process.setExit(LiveWire.exited(exit).setStarted(view.startedMillis() > 0));
        }
        return process.build();
    }

    /** As one of many: without its result, which may be long. */
    static Process listed(ProcessView view) {
        Process process = process(view);
        return process.hasExit()
                ? process.toBuilder()
                        .setExit(process.getExit().toBuilder().clearResult())
                        .build()
                : process;
    }

    private static String owner(RequestId request) {
        return switch (request) {
            case SpawnAttempt attempt -> attempt.uid();
            case LiveRequest live -> live.session().toString();
        };
    }

    private static String state(HostState state) {
        return switch (state) {
            case STARTING -> "Starting";
            case READY -> "Ready";
            case SUSPECT -> "Suspect";
            case LOST -> "Lost";
            case DRAINING -> "Draining";
            case FAILED -> "Failed";
            case ABSENT -> "Absent";
        };
    }

    private static String strategy(PlacementStrategy strategy) {
        return switch (strategy) {
            case LEAST_LOADED -> "LeastLoaded";
            case ROTATION -> "Rotation";
            case PACKED -> "Packed";
        };
    }
}
