package io.kpool.pool;

import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementSettings.WhenFull;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Many placements between two reports: nobody runs in a herd to the host that happened to look best. */
class BurstPropertyTest {
    private static final int HOSTS = 10;
    private static final int BURST = 200;
    private static final double MOST_OVER_MEAN = 1.3;

    /**
     * @param loads thousandths that the hosts reported before
     * @param started how many of those placed have started before each further one
     */
    @Property(tries = 300)
    void spreadsOverAllHosts(
            @ForAll @Size(HOSTS) List<@IntRange(max = 5_000) Integer> loads,
            @ForAll @Size(BURST) List<@IntRange(max = 2) Integer> started) {
        // Given
        PoolFixture pool = pool();
        for (int host = 0; host < HOSTS; host++) {
            pool.serve(name(host));
            pool.load(worker(name(host)), 0, loads.get(host));
        }

        // When
        Map<String, Integer> placed = new HashMap<>();
        Deque<RequestId> waiting = new ArrayDeque<>();
        for (int starts : started) {
            RequestId request = pool.submit();
            waiting.add(request);
            placed.merge(pool.hostOf(request).orElseThrow(), 1, Integer::sum);
            for (int i = 0; i < starts && !waiting.isEmpty(); i++) {
                pool.start(waiting.remove());
            }
        }

        // Then
        double mean = (double) BURST / HOSTS;
        int most = placed.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        assertThat(most / mean).isLessThanOrEqualTo(MOST_OVER_MEAN);
    }

    /**
     * What sleeps is spread evenly, however the reports come between the placements.
     *
     * @param reporting the host that reports before each placement; one beyond the last: none
     * @param pauses milliseconds before each
     */
    @Property(tries = 300)
    void isEvenOverIdleHosts(
            @ForAll @Size(BURST) List<@IntRange(max = HOSTS) Integer> reporting,
            @ForAll @Size(BURST) List<@IntRange(max = 100) Integer> pauses) {
        // Given
        PoolFixture pool = pool();
        IntStream.range(0, HOSTS).forEach(host -> pool.serve(name(host)));
        long[] sent = new long[HOSTS];
        long[] reportedMillis = new long[HOSTS];
        Arrays.fill(reportedMillis, pool.now);

        // When
        int[] placed = new int[HOSTS];
        for (int i = 0; i < BURST; i++) {
            pool.after(pauses.get(i));
            for (int host = 0; host < HOSTS; host++) {
                if (host == reporting.get(i) || pool.now - reportedMillis[host] >= 1_000) {
                    pool.load(worker(name(host)), sent[host], 0);
                    reportedMillis[host] = pool.now;
                }
            }
            int chosen =
                    Integer.parseInt(pool.start(pool.submit()).worker().host().substring("host-".length()));
            placed[chosen]++;
            sent[chosen]++;
        }

        // Then
        assertThat(IntStream.of(placed)).allMatch(count -> Math.abs(count - BURST / HOSTS) <= 1);
    }

    private static PoolFixture pool() {
        return new PoolFixture(new PoolSettings(
                new PlacementSettings(PlacementStrategy.LEAST_LOADED, WhenFull.WAIT, 3, 60_000),
                IntStream.range(0, HOSTS)
                        .mapToObj(host -> new HostSettings(name(host), 256, Admission.OPEN))
                        .toList()));
    }

    private static String name(int host) {
        return "host-" + host;
    }
}
