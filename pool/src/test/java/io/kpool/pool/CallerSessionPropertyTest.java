package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever callers and workers do in whatever order: no number runs twice, and no end is kept for ever or lost. */
class CallerSessionPropertyTest {
    private static final long START = 1_700_000_000_000L;
    private static final int NUMBERS = 8;

    @Property(tries = 2_000)
    void aNumberIsOneProcess(@ForAll @Size(max = 120) List<@IntRange(min = 0, max = 9_999) Integer> steps) {
        World world = new World();
        steps.forEach(step -> world.step(step % 12, 1 + step / 12 % NUMBERS));
        world.close();
        assertThat(world.kept()).isEmpty();
    }

    private enum Stage {
        PLACED,
        STARTED,
        ENDED,
        REFUSED,
        FORGOTTEN
    }

    /** A session and a pool that does what it is told. */
    private static final class World implements SessionActions {
        private final Sessions<SessionActions> sessions =
                new Sessions<>(7, START, new AtomicLong()::incrementAndGet, new AnswerRoom());
        private final CallerSession<SessionActions> session = sessions.begin(this, START);
        private final Map<LiveRequest, Stage> pool = new HashMap<>();
        private final Set<Long> placed = new HashSet<>();
        private final Map<Long, LiveRequest> first = new HashMap<>();
        private long lowestOpen = 1;
        private long now = START;

        void step(int kind, long number) {
            LiveRequest request = new LiveRequest(session.id(), number, 17);
            switch (kind) {
                case 0, 1, 2 -> session.spawn(request, "demo");
                case 3 -> session.spawn(new LiveRequest(session.id(), number, 99), "demo");
                case 4, 5 -> start(number);
                case 6, 7 -> end(number);
                case 8 -> refuse(number);
                case 9 -> pass(number);
                case 10 -> {
                    session.disconnected(now);
                    now += 1_000;
                    assertThat(sessions.tick(now)).isEmpty();
                    session.connected(NUMBERS, now);
                }
                default -> {
                    now += CallerSession.KEPT_MILLIS / 3;
                    sessions.tick(now);
                }
            }
            long waiting = pool.entrySet().stream()
                    .filter(entry -> entry.getValue() == Stage.PLACED)
                    .filter(entry -> entry.getKey().number() >= lowestOpen)
                    .count();
            assertThat(session.unanswered()).isEqualTo((int) waiting);
        }

        private void start(long number) {
            LiveRequest request = first.get(number);
            if (pool.get(request) == Stage.PLACED) {
                pool.put(request, Stage.STARTED);
                session.started(request, new Pid("demo", "a", 1, number));
            }
        }

        private void end(long number) {
            LiveRequest request = first.get(number);
            Stage stage = pool.get(request);
            if (stage == Stage.PLACED || stage == Stage.STARTED) {
                pool.put(request, Stage.ENDED);
                session.ended(request, "demo", Exit.of(ExitReason.NORMAL, "", now), now);
            }
        }

        private void refuse(long number) {
            LiveRequest request = first.get(number);
            if (pool.get(request) == Stage.PLACED) {
                pool.put(request, Stage.REFUSED);
                session.refused(request, new Answer.Failed(RequestFailure.NO_NODE, ""), now);
            }
        }

        private void pass(long number) {
            session.lowestOpen(number);
            // The session knows no number beyond those it was asked for.
            lowestOpen = Math.max(lowestOpen, number);
        }

        void close() {
            for (long number = 1; number <= NUMBERS; number++) {
                end(number);
            }
            sessions.close(session.id(), now);
        }

        List<LiveRequest> kept() {
            return pool.entrySet().stream()
                    .filter(entry -> entry.getValue() != Stage.FORGOTTEN && entry.getValue() != Stage.REFUSED)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        @Override
        public void place(String name, LiveRequest request) {
            assertThat(placed.add(request.number())).as("places of %s", request).isTrue();
            first.put(request.number(), request);
            pool.put(request, Stage.PLACED);
        }

        @Override
        public void forget(String name, LiveRequest request) {
            assertThat(pool.put(request, Stage.FORGOTTEN)).isEqualTo(Stage.ENDED);
        }

        @Override
        public void tell(long number, Answer answer) {
            LiveRequest request = first.get(number);
            switch (answer) {
                case Answer.Started(var pid) -> assertThat(pid.serial()).isEqualTo(request.number());
                case Answer.Ended _, Answer.NeverStarted _ ->
                    assertThat(pool.get(request)).isEqualTo(Stage.ENDED);
                case Answer.Failed(var why, var _) -> {
                    if (why == RequestFailure.NO_NODE) {
                        assertThat(pool.get(request)).isEqualTo(Stage.REFUSED);
                    }
                }
            }
        }

        @Override
        public void recall(String name, LiveRequest request) {
            throw new AssertionError("recalled with the same leader: " + request);
        }

        @Override
        public void withdraw(String name, LiveRequest request) {
            throw new AssertionError("withdrawn: " + request);
        }
    }
}
