package io.kpool.client;

import io.kpool.crd.HostState;
import io.kpool.crd.HostStatus;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How far the start of some hosts is, as their NodePool's status tells. */
record StartProgress(List<String> ready, List<FailedHost> failed, List<FailedHost> starting) {
    private static final String UNTOLD = "Starting";

    static StartProgress of(NodePool pool, List<String> hosts) {
        NodePoolStatus status = pool.lastStatus();
        Map<String, HostStatus> told = isAboutThis(pool)
                ? status.hosts().stream().collect(Collectors.toMap(HostStatus::name, Function.identity()))
                : Map.of();
        boolean settled = isAboutThis(pool) && isSettled(status);
        var progress = new StartProgress(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String host : hosts) {
            HostStatus known = told.get(host);
            if (known != null) {
                progress.add(known);
            } else if (settled) {
                progress.ready.add(host);
            } else {
                progress.starting.add(new FailedHost(host, UNTOLD, "nothing was heard of it yet"));
            }
        }
        return progress;
    }

    private void add(HostStatus host) {
        var failure = new FailedHost(host.name(), host.reason(), host.message());
        if (host.state() == HostState.Ready) {
            ready.add(host.name());
        } else if (host.state().isFailure()) {
            failed.add(failure);
        } else {
            starting.add(failure);
        }
    }

    private static boolean isAboutThis(NodePool pool) {
        return pool.lastStatus().observedGeneration() >= pool.getMetadata().getGeneration();
    }

    // Of more than a hundred hosts the status leaves some out: ready ones, if it tells of all failures.
    private static boolean isSettled(NodePoolStatus status) {
        long failures =
                status.hosts().stream().filter(host -> host.state().isFailure()).count();
        return status.readyHosts() + failures >= status.wantedHosts();
    }

    /** Every host is up or has failed. */
    boolean isOver() {
        return starting.isEmpty();
    }

    /** Those that are not up, whatever the reason. */
    List<FailedHost> missing() {
        List<FailedHost> missing = new ArrayList<>(failed);
        missing.addAll(starting);
        return missing;
    }
}
