package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.Seen.CRASHED;
import static io.kpool.operator.nodepool.Seen.HASH;
import static io.kpool.operator.nodepool.Seen.INCARNATION;
import static io.kpool.operator.nodepool.Seen.NOW;
import static io.kpool.operator.nodepool.Seen.RUNS;
import static io.kpool.operator.nodepool.Seen.known;
import static io.kpool.operator.nodepool.Seen.pod;
import static io.kpool.operator.nodepool.Seen.view;
import static io.kpool.operator.nodepool.Seen.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.operator.nodepool.HostPlan.Await;
import io.kpool.operator.nodepool.HostPlan.Create;
import io.kpool.operator.nodepool.HostPlan.Delete;
import io.kpool.operator.nodepool.HostPlan.Keep;
import io.kpool.operator.nodepool.WorkerNews.Gone;
import io.kpool.operator.nodepool.WorkerPod.Running;
import io.kpool.operator.nodepool.WorkerPod.Stage;
import io.kpool.operator.nodepool.WorkerPod.Stuck;
import io.kpool.operator.nodepool.WorkerPod.Unheard;
import io.kpool.pool.GoneEvidence;
import io.kpool.pool.WorkerId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HostPlannerTest {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(32);
    private static final Instant LONG_AGO = NOW.minusSeconds(86_400);

    @Nested
    class WithoutAPod {
        @Test
        void startsAnIncarnationOfNow() {
            HostPlan plan = at(NOW).start("alpha", HASH, HostMemory.NOTHING);

            assertThat(plan.step()).isEqualTo(new Create(NOW.getEpochSecond()));
            assertThat(plan.report().state()).isEqualTo(HostState.Starting);
        }

        @Test
        void neverGivesAnIncarnationTwice() {
            HostMemory ahead = HostMemory.NOTHING.starting(HASH, LONG_AGO).living(NOW.getEpochSecond() + 7);

            HostPlan plan = at(NOW).start("alpha", HASH, ahead);

            assertThat(plan.step()).isEqualTo(new Create(NOW.getEpochSecond() + 8));
        }

        @Test
        void doesNotStartTwiceInASecond() {
            HostMemory justStarted =
                    at(NOW).start("alpha", HASH, HostMemory.NOTHING).memory();

            HostPlan plan = at(NOW.plusMillis(999)).start("alpha", HASH, justStarted);

            assertThat(plan.step()).isEqualTo(new Await(NOW.plusSeconds(1)));
        }

        @Test
        void waitsLongerAfterEachRefusalAndKeepsSayingWhy() {
            HostFailure quota = new HostFailure(HostReasons.QUOTA_EXCEEDED, "exceeded quota: pods");
            HostMemory refusedTwice = at(NOW).start("alpha", HASH, HostMemory.NOTHING)
                    .memory()
                    .refused(quota, NOW)
                    .refused(quota, NOW);

            HostPlan plan = at(NOW.plusMillis(1999)).start("alpha", HASH, refusedTwice);

            assertThat(plan.step()).isEqualTo(new Await(NOW.plusSeconds(2)));
            assertThat(plan.report())
                    .isEqualTo(
                            new HostPlan.Report(HostState.Failed, HostReasons.QUOTA_EXCEEDED, "exceeded quota: pods"));
        }

        @Test
        void triesAtOnceWhenTheSpecHasChanged() {
            HostMemory refused =
                    HostMemory.NOTHING.starting(HASH, NOW).refused(new HostFailure(HostReasons.FORBIDDEN, "no"), NOW);

            HostPlan plan = at(NOW).start("alpha", "another", refused);

            assertThat(plan.step()).isInstanceOf(Create.class);
            assertThat(plan.report().state()).isEqualTo(HostState.Starting);
        }

        @Test
        void tellsTheMasterOnceThatAPodVanished() {
            HostPlan first = at(NOW).start("alpha", HASH, known("alpha"));
            HostPlan second = at(NOW).start("alpha", HASH, first.memory());

            assertThat(first.news())
                    .containsExactly(new Gone(new WorkerId("alpha", INCARNATION), GoneEvidence.POD_GONE));
            assertThat(second.news()).isEmpty();
        }
    }

    @Nested
    class WithAPod {
        private final WorkerPod newer =
                new WorkerPod("demo-alpha", "uid", INCARNATION + 1, "node-1", HASH, false, new Running(NOW));

        @Test
        void aWorkerThatHasJoinedIsReady() {
            HostPlan plan = look(RUNS, io.kpool.pool.HostState.READY);

            assertThat(plan.step()).isEqualTo(new Keep());
            assertThat(plan.report().state()).isEqualTo(HostState.Ready);
        }

        @Test
        void whatTheMasterKnowsOfAnotherIncarnationDoesNotCount() {
            HostPlan plan = at(NOW).look(
                            "alpha",
                            SeenWorker.of(newer, view("alpha", io.kpool.pool.HostState.READY, NOW)),
                            HostMemory.NOTHING);

            assertThat(plan.report().state()).isEqualTo(HostState.Starting);
        }

        @Test
        void thatItsPredecessorIsLostDoesNotCount() {
            HostPlan plan = at(NOW).look(
                            "alpha",
                            SeenWorker.of(newer, view("alpha", io.kpool.pool.HostState.LOST, NOW)),
                            known("alpha"));

            assertThat(plan.report().state()).isEqualTo(HostState.Starting);
        }

        @Test
        void aStuckPodIsKeptAndSaysWhy() {
            HostFailure why = new HostFailure(HostReasons.UNSCHEDULABLE, "0/2 nodes are available");

            HostPlan plan = look(new Stuck(why), io.kpool.pool.HostState.STARTING);

            assertThat(plan.step()).isEqualTo(new Keep());
            assertThat(plan.report()).isEqualTo(new HostPlan.Report(HostState.Failed, why.reason(), why.message()));
        }

        @Test
        void aCrashIsCountedOnceAndItsPodKeptUntilTheNextStart() {
            HostPlan first =
                    at(NOW).look("alpha", worker("alpha", CRASHED, io.kpool.pool.HostState.LOST), known("alpha"));
            HostPlan later =
                    at(NOW.plusMillis(500)).look("alpha", SeenWorker.unknown(pod("alpha", CRASHED)), first.memory());
            HostPlan due =
                    at(NOW.plusSeconds(1)).look("alpha", SeenWorker.unknown(pod("alpha", CRASHED)), later.memory());

            assertThat(first.step()).isEqualTo(new Await(NOW.plusSeconds(1)));
            assertThat(first.news())
                    .containsExactly(new Gone(new WorkerId("alpha", INCARNATION), GoneEvidence.CONTAINER_ENDED));
            assertThat(later.memory().setback().count()).isEqualTo(1);
            assertThat(due.step()).isEqualTo(new Delete(pod("alpha", CRASHED)));
            assertThat(due.report())
                    .isEqualTo(new HostPlan.Report(HostState.Failed, HostReasons.CRASHED, "exit code 1"));
        }

        @Test
        void aPodThatFailedWithoutItsKubeletsWordIsReplacedAndProvesNothing() {
            WorkerPod.Stage orphaned = new WorkerPod.Ended(new HostFailure("Crashed", ""), GoneEvidence.POD_GONE);

            HostPlan plan = at(NOW).look("alpha", SeenWorker.unknown(pod("alpha", orphaned)), known("alpha"));

            assertThat(plan.step()).isEqualTo(new Await(NOW.plusSeconds(1)));
            assertThat(plan.news())
                    .containsExactly(new Gone(new WorkerId("alpha", INCARNATION), GoneEvidence.POD_GONE));
        }

        @Test
        void staysFailedWhileItIsStartedAgain() {
            HostMemory crashed = known("alpha").failed(pod("before", CRASHED), new HostFailure("Crashed", "why"), NOW);

            HostPlan plan =
                    at(NOW).look("alpha", worker("alpha", new Running(NOW), io.kpool.pool.HostState.STARTING), crashed);

            assertThat(plan.report()).isEqualTo(new HostPlan.Report(HostState.Failed, "Crashed", "why"));
        }

        @Test
        void isForgivenAfterAMinuteOfGoodService() {
            HostMemory crashed = known("alpha").failed(pod("before", CRASHED), new HostFailure("Crashed", "why"), NOW);
            SeenWorker ready = SeenWorker.of(pod("alpha", RUNS), view("alpha", io.kpool.pool.HostState.READY, NOW));

            assertThat(at(NOW.plusSeconds(59))
                            .look("alpha", ready, crashed)
                            .memory()
                            .setback()
                            .count())
                    .isEqualTo(1);
            assertThat(at(NOW.plusSeconds(60))
                            .look("alpha", ready, crashed)
                            .memory()
                            .setback()
                            .count())
                    .isZero();
        }

        @Test
        void aLostWorkersPodGoesAtOnceAndTheHostIsLostUntilItIsGone() {
            HostPlan lost = look(RUNS, io.kpool.pool.HostState.LOST);
            WorkerPod leaving = pod("alpha", RUNS).asLeaving();
            HostPlan going = at(NOW.plusSeconds(5)).look("alpha", SeenWorker.unknown(leaving), lost.memory());

            assertThat(lost.step()).isEqualTo(new Delete(pod("alpha", RUNS)));
            assertThat(lost.report().state()).isEqualTo(HostState.Lost);
            assertThat(going.step()).isEqualTo(new Keep());
            assertThat(going.report().state()).isEqualTo(HostState.Lost);
            assertThat(going.report().reason()).isEqualTo(HostReasons.SILENT);
        }

        @Test
        void onANodeThatIsNotHeardItStaysLost() {
            WorkerPod leaving = pod("alpha", new Unheard(NOW)).asLeaving();

            HostPlan plan = at(NOW).look("alpha", SeenWorker.unknown(leaving), known("alpha"));

            assertThat(plan.step()).isEqualTo(new Keep());
            assertThat(plan.report().state()).isEqualTo(HostState.Lost);
            assertThat(plan.report().reason()).isEqualTo(HostReasons.NODE_UNREACHABLE);
            assertThat(plan.report().message()).contains("node-1", "demo-alpha");
        }

        @Test
        void aPodThatSomebodyDeletesDrains() {
            HostPlan plan = at(NOW).look(
                            "alpha",
                            SeenWorker.of(
                                    pod("alpha", RUNS).asLeaving(), view("alpha", io.kpool.pool.HostState.READY, NOW)),
                            known("alpha"));

            assertThat(plan.goes()).isTrue();
            assertThat(plan.report().reason()).isEqualTo(HostReasons.POD_DELETED);
        }
    }

    private static HostPlanner at(Instant now) {
        return new HostPlanner(START_TIMEOUT, LONG_AGO, now);
    }

    private static HostPlan look(Stage stage, io.kpool.pool.HostState membership) {
        return at(NOW).look("alpha", worker("alpha", stage, membership), known("alpha"));
    }
}
