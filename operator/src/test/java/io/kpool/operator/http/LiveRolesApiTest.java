package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.kpool.operator.chart.Chart;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The roles of the chart against what callers are asked for, by the operator and by an API server in front of it. */
class LiveRolesApiTest {
    /** What comes with a rule that is written for several resources; nobody asks for it. */
    private static final Set<String> IN_PASSING = Set.of("list nodepools/nodes", "list nodepools/log");

    private final HttpLab lab = HttpLab.standingBy();
    private final Chart chart = Chart.rendered();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void editorsMayAllAndNothingBesides() {
        assertThat(granted("kpool-edit", "kpool-view")).isEqualTo(needed(endpoint -> true));
    }

    @Test
    void viewersMayWhatOnlyReads() {
        Predicate<Endpoint> reading =
                endpoint -> !endpoint.about().permission().matches("(create|update|delete) .*|.*/log");

        assertThat(granted("kpool-view")).isEqualTo(needed(reading));
    }

    private Set<String> needed(Predicate<Endpoint> which) {
        return Endpoints.of(lab.live.questions()).stream()
                .filter(which)
                .flatMap(endpoint -> Stream.of(
                        endpoint.about().permission(), endpoint.inFront().toString()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> granted(String... roles) {
        return List.of(roles).stream()
                .flatMap(role -> chart.named(ClusterRole.class, role).getRules().stream())
                .filter(rule -> rule.getApiGroups().contains("live.kpool.io"))
                .flatMap(rule -> rule.getVerbs().stream()
                        .flatMap(verb -> rule.getResources().stream().map(resource -> verb + " " + resource)))
                .filter(permission -> !IN_PASSING.contains(permission))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
