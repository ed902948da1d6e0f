package io.kpool.cluster;

import io.kpool.cluster.machine.SearchPath;
import java.util.List;

/** The programs that people bring where the cluster is not built here; asked for before anything else is done. */
record OwnTools(SearchPath path) {
    private static final List<String> PROGRAMS = List.of("kubectl", "helm");

    /** @throws ClusterException naming what to install */
    void require(Way way) {
        List<String> missing = PROGRAMS.stream()
                .filter(program -> path.find(program).isEmpty())
                .toList();
        if (way != Way.LOCAL && !missing.isEmpty()) {
            throw new ClusterException(
                    "Install " + String.join(" and ", missing) + ": with " + way.description() + " yours are used.");
        }
    }
}
