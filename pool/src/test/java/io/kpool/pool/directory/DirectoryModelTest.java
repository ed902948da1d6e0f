package io.kpool.pool.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.SessionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A directory, what its owners keep, and a worker's copies, against counting on one's fingers. */
class DirectoryModelTest {
    private static final List<Key> KEYS = List.of(Key.group("g"), Key.group("h"), Key.name("g"), Key.name("n"));
    private static final int WORKERS = 3;
    private static final List<Party> PARTIES = parties();

    private enum Kind {
        CREATE,
        DELETE,
        JOIN,
        LEAVE,
        END,
        LOSE_WORKER,
        RECONNECT_WORKER,
        CUT_COPIES,
        RESTART
    }

    private record Step(Kind kind, int key, int party) {}

    private static List<Party> parties() {
        List<Party> all = new ArrayList<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            for (int serial = 1; serial <= 3; serial++) {
                all.add(new Pid("demo", "h" + worker, 1, serial));
            }
        }
        all.add(new SessionId(7, 1));
        return List.copyOf(all);
    }

    @Property(tries = 1_000)
    void isWhatCountingSays(@ForAll("steps") List<Step> steps) {
        var run = new Run();
        for (Step step : steps) {
            run.take(step);
            run.compare();
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(2, Kind.CREATE),
                Tuple.of(1, Kind.DELETE),
                Tuple.of(8, Kind.JOIN),
                Tuple.of(4, Kind.LEAVE),
                Tuple.of(2, Kind.END),
                Tuple.of(1, Kind.LOSE_WORKER),
                Tuple.of(1, Kind.RECONNECT_WORKER),
                Tuple.of(1, Kind.CUT_COPIES),
                Tuple.of(1, Kind.RESTART));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, KEYS.size() - 1),
                        Arbitraries.integers().between(0, PARTIES.size() - 1))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    private static final class Run implements Directory.Port {
        // The model: which groups there are, and how often who stands where.
        private final Map<String, String> groups = new HashMap<>();
        private final Map<Key, TreeMap<Party, Integer>> standing = new HashMap<>();
        // What owners keep.
        private final Map<Party, Map<Key, Membership>> records = new HashMap<>();
        private final Map<Key, Replica> copies = new HashMap<>();
        private Directory directory = new Directory(this);
        private boolean copiesAreCut;
        private int uids;

        Run() {
            KEYS.forEach(key -> copies.put(key, new Replica(key)));
            snapshots();
        }

        @Override
        public void recorded(Party party, Membership now) {
            Map<Key, Membership> of = records.computeIfAbsent(party, any -> new HashMap<>());
            if (now.count() == 0) {
                of.remove(now.key());
            } else {
                of.put(now.key(), now);
            }
        }

        @Override
        public void changed(Key key, Change change) {
            if (!copiesAreCut) {
                copies.get(key).apply(change);
            }
        }

        void take(Step step) {
            Key key = KEYS.get(step.key());
            Party party = PARTIES.get(step.party());
            switch (step.kind()) {
                case CREATE -> create(key);
                case DELETE -> delete(key);
                case JOIN -> join(party, key);
                case LEAVE -> leave(party, key);
                case END -> end(party);
                case LOSE_WORKER -> lose(party);
                case RECONNECT_WORKER -> reconnect(party);
                case CUT_COPIES -> copiesAreCut = true;
                case RESTART -> restart();
            }
        }

        private void create(Key key) {
            if (key.kind() == Key.Kind.GROUP && !groups.containsKey(key.text())) {
                groups.put(key.text(), "uid-" + ++uids);
                directory.declare(key.text(), groups.get(key.text()));
            }
        }

        private void delete(Key key) {
            if (key.kind() == Key.Kind.GROUP) {
                groups.remove(key.text());
                standing.remove(key);
                directory.withdraw(key.text());
            }
        }

        private boolean exists(Key key) {
            return key.kind() == Key.Kind.NAME || groups.containsKey(key.text());
        }

        private void join(Party party, Key key) {
            assertThat(directory.join(party, key)).isEqualTo(exists(key));
            if (exists(key)) {
                standing.computeIfAbsent(key, any -> new TreeMap<>(Party.ORDER)).merge(party, 1, Integer::sum);
            }
        }

        private void leave(Party party, Key key) {
            assertThat(directory.leave(party, key)).isEqualTo(exists(key));
            standing.getOrDefault(key, new TreeMap<>(Party.ORDER))
                    .computeIfPresent(party, (any, count) -> count == 1 ? null : count - 1);
        }

        private void end(Party party) {
            forget(party);
            directory.ended(party);
        }

        private void forget(Party party) {
            standing.values().forEach(counts -> counts.remove(party));
            records.remove(party);
        }

        private void lose(Party party) {
            if (party instanceof Pid pid) {
                PARTIES.stream().filter(Node.of(pid)::has).forEach(this::forget);
                directory.lost(pid.pool(), pid.worker());
            }
        }

        private void reconnect(Party party) {
            if (party instanceof Pid pid) {
                Map<Pid, List<Membership>> said = new HashMap<>();
                PARTIES.stream().filter(Node.of(pid)::has).forEach(one -> said.put((Pid) one, record(one)));
                directory.inventory(pid.pool(), pid.worker(), said);
            }
        }

        private List<Membership> record(Party party) {
            return List.copyOf(records.getOrDefault(party, Map.of()).values());
        }

        // A new leader: groups are declared first, then everybody comes back, and then it gives snapshots.
        private void restart() {
            copiesAreCut = true;
            directory = new Directory(this);
            groups.forEach(directory::declare);
            for (int worker = 0; worker < WORKERS; worker++) {
                reconnect(new Pid("demo", "h" + worker, 1, 1));
            }
            PARTIES.stream().filter(SessionId.class::isInstance).forEach(one -> directory.recorded(one, record(one)));
            snapshots();
        }

        private void snapshots() {
            copiesAreCut = false;
            copies.forEach((key, copy) -> {
                copy.interrupted();
                KeyState state = directory.state(key);
                copy.lastPage(state.exists(), state.counts());
            });
        }

        void compare() {
            for (Key key : KEYS) {
                Map<Party, Integer> expected = standing.getOrDefault(key, new TreeMap<>(Party.ORDER));
                assertThat(directory.state(key).counts()).isEqualTo(expected);
                assertThat(directory.state(key).inOrder()).isEqualTo(spread(expected));
                if (!copiesAreCut) {
                    assertThat(copies.get(key).state().counts()).isEqualTo(expected);
                    assertThat(copies.get(key).state().exists())
                            .isEqualTo(directory.state(key).exists());
                }
                for (Party party : PARTIES) {
                    Membership kept = records.getOrDefault(party, Map.of()).get(key);
                    assertThat(kept == null ? 0 : kept.count()).isEqualTo(expected.getOrDefault(party, 0));
                }
            }
            assertThat(directory.groups())
                    .containsExactlyElementsOf(groups.keySet().stream().sorted().toList());
            assertThat(directory.registry().values()).noneMatch(List::isEmpty);
        }

        private static List<Party> spread(Map<Party, Integer> counts) {
            List<Party> all = new ArrayList<>();
            counts.forEach((party, count) -> all.addAll(Collections.nCopies(count, party)));
            return all;
        }
    }
}
