package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.crd.HostStatus;
import io.kpool.crd.HostStatusBuilder;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolStatusBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartProgressTest {
    private static final List<String> HOSTS = List.of("alpha", "beta", "gamma");

    @Test
    void nothingIsKnownBeforeTheFirstReport() {
        StartProgress progress = StartProgress.of(new Told().pool(), HOSTS);

        assertThat(progress.isOver()).isFalse();
        assertThat(progress.missing()).extracting(FailedHost::host).isEqualTo(HOSTS);
    }

    @Test
    void itIsOverWhenEachIsUpOrHasFailed() {
        var told = new Told().of("alpha", HostState.Ready).of("beta", HostState.Failed);

        assertThat(StartProgress.of(told.pool(), HOSTS).isOver()).isFalse();
        StartProgress over = StartProgress.of(told.of("gamma", HostState.Ready).pool(), HOSTS);

        assertThat(over.isOver()).isTrue();
        assertThat(over.ready()).containsExactly("alpha", "gamma");
        assertThat(over.missing())
                .containsExactly(new FailedHost("beta", HostReasons.IMAGE_PULL_FAILED, "no such image"));
    }

    @Test
    void aHostThatWasReadyAndIsSuspectNowIsNotSettled() {
        StartProgress progress =
                StartProgress.of(new Told().of("alpha", HostState.Suspect).pool(), List.of("alpha"));

        assertThat(progress.isOver()).isFalse();
    }

    @Test
    void aReportAboutAnEarlierSpecSaysNothing() {
        NodePool pool = new Told().of("alpha", HostState.Ready).pool();
        pool.getMetadata().setGeneration(2L);

        assertThat(StartProgress.of(pool, List.of("alpha")).isOver()).isFalse();
    }

    @Test
    void hostsThatTheStatusHasNoRoomForAreReadyWhenTheNumbersSaySo() {
        List<String> many = IntStream.range(0, 150).mapToObj(i -> "host-" + i).toList();
        var told = new Told().of("host-7", HostState.Failed);

        assertThat(StartProgress.of(told.numbers(148, 150).pool(), many).isOver())
                .isFalse();
        StartProgress over = StartProgress.of(told.numbers(149, 150).pool(), many);

        assertThat(over.isOver()).isTrue();
        assertThat(over.ready()).hasSize(149).doesNotContain("host-7");
    }

    /** A status that the operator wrote about generation 1. */
    private static final class Told {
        private final List<HostStatus> hosts = new ArrayList<>();
        private int ready;
        private int wanted = 3;

        Told of(String host, HostState state) {
            hosts.add(HostStatusBuilder.builder()
                    .name(host)
                    .state(state)
                    .reason(state == HostState.Failed ? HostReasons.IMAGE_PULL_FAILED : "")
                    .message(state == HostState.Failed ? "no such image" : "")
                    .build());
            return this;
        }

        Told numbers(int readyHosts, int wantedHosts) {
            ready = readyHosts;
            wanted = wantedHosts;
            return this;
        }

        NodePool pool() {
            var pool = new NodePool();
            pool.setMetadata(
                    new ObjectMetaBuilder().withName("demo").withGeneration(1L).build());
            if (!hosts.isEmpty()) {
                pool.setStatus(NodePoolStatusBuilder.builder()
                        .observedGeneration(1L)
                        .readyHosts(ready)
                        .wantedHosts(wanted)
                        .hosts(hosts)
                        .build());
            }
            return pool;
        }
    }
}
