package io.kpool.pool.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** pg2's own test scripts and pg's rules of monitoring, on the domain. */
class ConformanceGroupsTest {
    private static final Key A = Key.group("a");
    private static final Key B = Key.group("b");
    private static final Pid SELF = new Pid("demo", "one", 1, 1);
    private static final Pid OTHER = new Pid("demo", "one", 1, 2);
    private static final Pid FAR = new Pid("demo", "two", 1, 1);
    private static final WorkerId TWO = FAR.worker();

    private final Records records = new Records();
    private final Directory directory = new Directory(records);

    private static final class Records implements Directory.Port {
        private final List<Change> changes = new ArrayList<>();
        private final List<Membership> memberships = new ArrayList<>();

        @Override
        public void recorded(Party party, Membership now) {
            memberships.add(now);
        }

        @Override
        public void changed(Key key, Change change) {
            changes.add(change);
        }
    }

    private Found read(Reading reading, Key key) {
        return directory.state(key).read(reading, Node.of(SELF)::has, RandomGenerator.of("L64X128MixRandom"));
    }

    private static Found pids(Pid... pids) {
        return new Found.Texts(List.of(pids).stream().map(Pid::toString).toList());
    }

    private void create(Key group) {
        directory.declare(group.text(), "uid of " + group.text());
    }

    @Test
    void g1_aGroupIsCreatedListedEmptyAndDeleted() {
        create(A);
        assertThat(directory.groups()).containsExactly("a");
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(pids());
        assertThat(read(Reading.GET_CLOSEST_PID, A)).isEqualTo(new Found.Nothing(DirectoryError.NO_PROCESS));
        directory.withdraw("a");
        assertThat(directory.groups()).isEmpty();
    }

    @Test
    void g2_whoJoinedIsTheClosest() {
        create(A);
        assertThat(directory.join(SELF, A)).isTrue();
        assertThat(read(Reading.GET_CLOSEST_PID, A)).isEqualTo(pids(SELF));
    }

    @Test
    void g3_twoJoinsNeedTwoLeaves() {
        assertThat(directory.join(SELF, A)).isFalse();
        assertThat(directory.leave(SELF, A)).isFalse();
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(new Found.Nothing(DirectoryError.NO_SUCH_GROUP));
        create(A);
        assertThat(directory.leave(SELF, A)).isTrue();
        directory.join(SELF, A);
        directory.leave(SELF, A);
        directory.join(SELF, A);
        directory.join(SELF, A);
        create(A);
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(pids(SELF, SELF));
        directory.leave(SELF, A);
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(pids(SELF));
        directory.leave(SELF, A);
        assertThat(read(Reading.GET_CLOSEST_PID, A)).isEqualTo(new Found.Nothing(DirectoryError.NO_PROCESS));
    }

    @Test
    void g4_whoEndedIsInNoList() {
        create(A);
        directory.join(SELF, A);
        directory.ended(SELF);
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(pids());
        assertThat(read(Reading.GET_LOCAL_MEMBERS, A)).isEqualTo(pids());
    }

    @Test
    void g5_membersOfOtherHostsCountAndAreNotLocal() {
        create(A);
        directory.join(FAR, A);
        directory.join(SELF, A);
        directory.leave(FAR, A);
        directory.leave(FAR, A);
        directory.join(FAR, A);
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(pids(SELF, FAR));
        assertThat(read(Reading.GET_LOCAL_MEMBERS, A)).isEqualTo(pids(SELF));
        assertThat(read(Reading.GET_CLOSEST_PID, A)).isEqualTo(pids(SELF));
        directory.lost("demo", TWO);
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(pids(SELF));
    }

    @Test
    void g6_g9_leavingOneGroupDisturbsNoOther() {
        create(A);
        create(B);
        directory.join(SELF, A);
        directory.leave(SELF, B);
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(pids(SELF));
        directory.ended(SELF);
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(pids());
        assertThat(read(Reading.GET_LOCAL_MEMBERS, A)).isEqualTo(pids());
    }

    @Test
    void g7_whoComesLaterSeesTheCountAndEachLeave() {
        create(A);
        directory.join(SELF, A);
        directory.join(SELF, A);
        var later = new Replica(A);
        later.lastPage(true, directory.state(A).counts());
        assertThat(later.state().counts()).isEqualTo(Map.of(SELF, 2));
        directory.leave(SELF, A);
        later.apply(records.changes.getLast());
        assertThat(later.state().counts()).isEqualTo(Map.of(SELF, 1));
    }

    @Test
    void g8_deletingAGroupHarmsNobodyInIt() {
        create(A);
        create(B);
        directory.join(SELF, A);
        directory.join(SELF, A);
        directory.join(SELF, B);
        directory.withdraw("a");
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(new Found.Nothing(DirectoryError.NO_SUCH_GROUP));
        assertThat(read(Reading.GET_MEMBERS, B)).isEqualTo(pids(SELF));
        assertThat(records.memberships).contains(new Membership(A, "uid of a", 0));
    }

    @Test
    void g8_whatWasDeletedDoesNotComeBackWithTheNextOfThatName() {
        create(A);
        directory.join(SELF, A);
        directory.declare("a", "another uid");
        directory.inventory("demo", SELF.worker(), Map.of(SELF, List.of(new Membership(A, "uid of a", 1))));
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(pids());
    }

    @Test
    void g10_whoWasKilledWhileItsWorkerWasCutOffIsGone() {
        create(A);
        directory.join(FAR, A);
        directory.inventory("demo", TWO, Map.of());
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(pids());
    }

    @Test
    void g11_fourWorkersCutOffAndBackAreEightEntries() {
        create(A);
        List<Pid> pids = List.of("a", "b", "c", "d").stream()
                .map(host -> new Pid("demo", host, 1, 1))
                .toList();
        for (int round = 0; round < 3; round++) {
            pids.forEach(pid ->
                    directory.inventory("demo", pid.worker(), Map.of(pid, List.of(new Membership(A, "uid of a", 2)))));
        }
        assertThat(directory.state(A).inOrder()).hasSize(8);
    }

    @Test
    void g12_theClosestIsLocalWhereverOneIs() {
        create(A);
        directory.join(FAR, A);
        assertThat(read(Reading.GET_CLOSEST_PID, A)).isEqualTo(pids(FAR));
        directory.join(OTHER, A);
        for (int i = 0; i < 20; i++) {
            assertThat(read(Reading.GET_CLOSEST_PID, A)).isEqualTo(pids(OTHER));
        }
    }

    @Test
    void g13_creatingTwiceAndDeletingNothingAreFine() {
        create(A);
        directory.join(SELF, A);
        create(A);
        assertThat(read(Reading.GET_MEMBERS, A)).isEqualTo(pids(SELF));
        directory.withdraw("nothing");
        assertThat(directory.leave(OTHER, A)).isTrue();
    }

    @Test
    void n29_oneEventForACallAndOneForEachTimeThatTheDeadHadJoined() {
        create(A);
        directory.join(FAR, A);
        directory.join(FAR, A);
        records.changes.clear();
        directory.ended(FAR);
        Change once = new Change.Left(List.of(FAR), LeaveReason.EXITED);
        assertThat(records.changes).containsExactly(once, once);
    }

    @Test
    void n29_oneEventForEachGroupOfALostWorker() {
        create(A);
        create(B);
        Pid second = new Pid("demo", "two", 1, 2);
        directory.join(second, A);
        directory.join(FAR, A);
        directory.join(FAR, A);
        directory.join(FAR, B);
        records.changes.clear();
        directory.lost("demo", TWO);
        assertThat(records.changes)
                .containsExactlyInAnyOrder(
                        new Change.Left(List.of(FAR, FAR, second), LeaveReason.WORKER_LOST),
                        new Change.Left(List.of(FAR), LeaveReason.WORKER_LOST));
    }

    @Test
    void n30_aNameIsGoneWithTheLastThatHadIt() {
        Key name = Key.name("n");
        directory.join(FAR, name);
        directory.lost("demo", TWO);
        assertThat(directory.registry()).isEmpty();
        assertThat(directory.isEmpty()).isTrue();
        directory.lost("demo", TWO);
        assertThat(directory.state(name).exists()).isFalse();
    }

    @Test
    void d4_ofNobodyThereIsNoPid() {
        assertThat(read(Reading.PID_OF, Key.name("n"))).isEqualTo(new Found.Nothing(DirectoryError.NO_PID));
        assertThat(read(Reading.ALL_PIDS_OF, Key.name("n"))).isEqualTo(pids());
    }

    @Test
    void d5_pidsAreRepeatedNodesAreNotAndGroupsAreNoNames() {
        create(A);
        Key name = Key.name("n");
        directory.join(SELF, name);
        directory.join(SELF, name);
        directory.join(FAR, name);
        directory.join(FAR, A);
        assertThat(read(Reading.ALL_PIDS_OF, name)).isEqualTo(pids(SELF, SELF, FAR));
        assertThat(read(Reading.ALL_NODES_OF, name)).isEqualTo(new Found.Texts(List.of("demo/one", "demo/two")));
        assertThat(directory.registry()).containsOnlyKeys("n");
    }
}
