package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.RotationList.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The tree against the list as the original has it, step by step. */
class RotationListPropertyTest {

    private record Step(int kind, int member, int load) {}

    private static final class Member {
        private final int name;
        private long load;
        private boolean open = true;

        private Member(int name, long load) {
            this.name = name;
            this.load = load;
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.integers().between(0, 6))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 2_000)
    void doesWhatTheListDoes(@ForAll("steps") List<Step> steps) {
        RotationList<Member> list = new RotationList<>();
        List<Entry<Member>> entries = new ArrayList<>();
        List<Member> model = new ArrayList<>();
        for (Step step : steps) {
            Entry<Member> entry = entries.isEmpty() ? null : entries.get(step.member % entries.size());
            if (entry == null || step.kind == 0) {
                Member member = new Member(entries.size(), step.load);
                entries.add(list.append(member, step.load));
                model.add(member);
            } else if (step.kind <= 3) {
                assertThat(list.rotate()).isEqualTo(rotate(model));
            } else if (step.kind == 4) {
                list.close(entry);
                entry.member().open = false;
            } else if (step.kind == 5) {
                list.open(entry);
                entry.member().open = true;
            } else if (step.kind == 6) {
                list.increment(entry);
                entry.member().load++;
            } else if (step.kind == 7 && entries.size() > 1) {
                list.remove(entry);
                entries.remove(entry);
                model.remove(entry.member());
            } else {
                list.report(entry, step.load);
                report(model, entry.member(), step.load);
            }
            assertSame(list, model);
        }
    }

    private static Optional<Member> rotate(List<Member> model) {
        for (Member member : model) {
            if (member.open) {
                model.remove(member);
                member.load++;
                model.add(member);
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    private static void report(List<Member> model, Member own, long load) {
        for (int i = 0; i < model.size(); i++) {
            Member reached = model.get(i);
            if (reached == own && load > own.load) {
                model.remove(i);
                int at = i;
                while (at < model.size() && model.get(at).load <= load) {
                    at++;
                }
                own.load = load;
                model.add(at, own);
                return;
            }
            if (reached.load >= load) {
                model.remove(own);
                own.load = load;
                model.add(reached == own ? i : model.indexOf(reached), own);
                return;
            }
        }
    }

    private static void assertSame(RotationList<Member> list, List<Member> model) {
        List<Entry<Member>> entries = list.entries();
        assertThat(entries).extracting(Entry::member).isEqualTo(model);
        assertThat(entries).allMatch(entry -> entry.load() == entry.member().load);
    }
}
