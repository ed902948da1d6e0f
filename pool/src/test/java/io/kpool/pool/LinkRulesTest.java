package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.LinkRules.After;
import io.kpool.pool.LinkRules.Linked;
import io.kpool.pool.LinkRules.Missing;
import io.kpool.pool.LinkRules.NoProcess;
import io.kpool.pool.LinkRules.NotRunning;
import io.kpool.pool.LinkRules.Over;
import io.kpool.pool.LinkRules.Partner;
import io.kpool.pool.LinkRules.Running;
import io.kpool.pool.LinkRules.Start;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LinkRulesTest {
    private static final Pid A = new Pid("demo", "a", 1, 1);
    private static final Pid B = new Pid("demo", "b", 1, 1);

    private final Map<String, Partner> spawns = new HashMap<>();
    private long created;

    @Test
    void startsAtOnceWithoutLinks() {
        waits("job");

        assertThat(start("job")).isEqualTo(new Linked(Set.of()));
    }

    @Test
    void startsLinkedWithThoseThatRun() {
        spawns.put("a", new Running(A));
        spawns.put("b", new Running(B));
        waits("job", "a", "b");

        assertThat(start("job")).isEqualTo(new Linked(Set.of(A, B)));
    }

    @Test
    void isLinkedWithThoseThatRunAndNameIt() {
        waits("a");

        LinkRules rules = new LinkRules(partner -> spawns.getOrDefault(partner, new Missing()));
        assertThat(rules.start("a", (NotRunning) spawns.get("a"), Set.of(B))).isEqualTo(new Linked(Set.of(B)));
    }

    @Test
    void waitsForThoseThatDoNotRunOrDoNotExist() {
        spawns.put("a", new Running(A));
        waits("late");
        waits("job", "nobody", "late", "a");

        assertThat(start("job")).isEqualTo(new After(List.of("nobody"), List.of("late")));
    }

    @Test
    void doesNotStartWhenOneHasEnded() {
        spawns.put("gone", new Over());
        waits("job", "gone", "nobody");

        assertThat(start("job")).isEqualTo(new NoProcess("gone"));
    }

    @Test
    void aLinkWithItselfIsNone() {
        waits("job", "job");

        assertThat(start("job")).isEqualTo(new Linked(Set.of()));
    }

    @Test
    void ofTwoThatNameEachOtherTheOlderGoesFirst() {
        waits("second", "first");
        waits("first", "second");

        assertThat(start("second")).isEqualTo(new Linked(Set.of()));
        assertThat(start("first")).isEqualTo(new After(List.of(), List.of("second")));
    }

    @Test
    void ofSeveralInARingTheOldestGoesFirst() {
        waits("a", "b");
        waits("b", "c");
        waits("c", "a");

        assertThat(start("a")).isEqualTo(new Linked(Set.of()));
        assertThat(start("b")).isEqualTo(new After(List.of(), List.of("c")));
        assertThat(start("c")).isEqualTo(new After(List.of(), List.of("a")));
    }

    @Test
    void oneThatOnlyPointsAtARingWaitsForIt() {
        waits("old", "a");
        waits("a", "b");
        waits("b", "a");

        assertThat(start("old")).isEqualTo(new After(List.of(), List.of("a")));
    }

    @Test
    void nobodyOfARingStartsWhileOneOfThemLacksSomebodyElse() {
        waits("a", "b");
        waits("b", "a", "nobody");

        assertThat(start("a")).isEqualTo(new After(List.of(), List.of("b")));

        spawns.put("nobody", new Running(B));
        assertThat(start("a")).isEqualTo(new Linked(Set.of()));
    }

    /** Whatever names whom: if all are there, all come to run, each linked with all that it names, by either side. */
    @Property(tries = 300)
    void whereNobodyIsMissingAllStart(
            @ForAll @Size(min = 1, max = 9) List<@Size(max = 4) List<@IntRange(max = 8) Integer>> graph) {
        spawns.clear();
        for (int i = 0; i < graph.size(); i++) {
            waits(
                    "s" + i,
                    graph.get(i).stream().map(to -> "s" + to % graph.size()).toArray(String[]::new));
        }

        for (int started = 0; started < graph.size(); started++) {
            startOne(started + 1);
        }

        assertThat(spawns.values()).allMatch(Running.class::isInstance);
    }

    private void startOne(long serial) {
        String next = spawns.keySet().stream()
                .filter(name -> spawns.get(name) instanceof NotRunning && start(name) instanceof Linked)
                .findAny()
                .orElseThrow(() -> new AssertionError("nobody may start of " + spawns));
        spawns.put(next, new Running(new Pid("demo", "a", 1, serial)));
    }

    private void waits(String name, String... links) {
        spawns.put(name, new NotRunning(created++, Set.copyOf(List.of(links))));
    }

    private Start start(String name) {
        return new LinkRules(partner -> spawns.getOrDefault(partner, new Missing()))
                .start(name, (NotRunning) spawns.get(name), Set.of());
    }
}
