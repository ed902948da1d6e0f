package io.kpool.operator.processgroup;

import static io.kpool.operator.processgroup.Members.NOW;
import static io.kpool.operator.processgroup.Members.ended;
import static io.kpool.operator.processgroup.Members.running;
import static io.kpool.operator.processgroup.Members.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.kpool.crd.MemberCount;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupReasons;
import io.kpool.crd.ProcessGroupStatus;
import io.kpool.operator.live.GroupMasters.GroupView;
import io.kpool.operator.processgroup.ProcessGroupStatusFactory.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessGroupStatusFactoryTest {
    private static final GroupView TWO = new GroupView(
            3,
            1,
            List.of(new io.kpool.operator.live.GroupMasters.Member("demo/alpha.7.1", 2), other("demo/alpha.7.2")));

    @Test
    void saysWhoIsInIt() {
        ProcessGroupStatus status = status(Members.group(0), TWO);

        assertThat(status.members()).isEqualTo(3);
        assertThat(status.hosts()).isEqualTo(1);
        assertThat(status.firstMembers())
                .containsExactly(new MemberCount("demo/alpha.7.1", 2), new MemberCount("demo/alpha.7.2", 1));
        assertThat(status.observedGeneration()).isEqualTo(3);
        assertReady(status, "True", ProcessGroupReasons.TAKES_MEMBERS);
    }

    @Test
    void isReadyWhenEnoughRun() {
        ProcessGroupStatus status = status(Members.group(2), TWO, running("a"), running("b"), ended("c", "normal", 60));

        assertReady(status, "True", ProcessGroupReasons.MEMBERS_RUNNING);
        assertThat(status.replicas()).isEqualTo(2);
        assertThat(status.readyReplicas()).isEqualTo(2);
        assertThat(status.selector()).isEqualTo("kpool.io/group=imaging,app.kubernetes.io/component=member");
    }

    @Test
    void isNotReadyWhileSomeAreOnTheirWay() {
        ProcessGroupStatus status = status(Members.group(2), TWO, running("a"), waiting("b"));

        assertReady(status, "False", ProcessGroupReasons.MEMBERS_STARTING);
        assertThat(status.replicas()).isEqualTo(2);
        assertThat(status.readyReplicas()).isEqualTo(1);
    }

    @Test
    void saysHowThoseEndedWhosePlacesWait() {
        ProcessGroupStatus status = status(Members.group(1), TWO, ended("a", "exception", 1));

        assertReady(status, "False", ProcessGroupReasons.BACK_OFF);
        assertThat(ready(status).getMessage()).contains("Spawn a", "exception", "boom");
    }

    @Test
    void saysWhoHasItsName() {
        ProcessGroup group = Members.group(1);
        ProcessGroupStatus status = ProcessGroupStatusFactory.status(
                group,
                new Facts(
                        new GroupClaim.Taken("older"), ProcessGroupStatusFactory.NOBODY, List.of(), GroupPlan.NOTHING),
                NOW);

        assertReady(status, "False", ProcessGroupReasons.NAME_TAKEN);
        assertThat(ready(status).getMessage()).contains("older");
    }

    @Test
    void changesNothingWhenItWasSaid() {
        ProcessGroup group = Members.group(1);
        group.setStatus(status(group, TWO, running("a")));

        GroupView last = ProcessGroupStatusFactory.lastView(group.lastStatus());

        assertThat(status(group, last, running("a"))).isEqualTo(group.getStatus());
    }

    private static ProcessGroupStatus status(ProcessGroup group, GroupView view, Member... members) {
        List<Member> all = List.of(members);
        GroupPlan plan = GroupPlanner.plan(group.getSpec().replicas(), all, NOW);
        return ProcessGroupStatusFactory.status(group, new Facts(new GroupClaim.Granted(), view, all, plan), NOW);
    }

    private static io.kpool.operator.live.GroupMasters.Member other(String pid) {
        return new io.kpool.operator.live.GroupMasters.Member(pid, 1);
    }

    private static void assertReady(ProcessGroupStatus status, String value, String reason) {
        assertThat(ready(status).getStatus()).isEqualTo(value);
        assertThat(ready(status).getReason()).isEqualTo(reason);
    }

    private static Condition ready(ProcessGroupStatus status) {
        assertThat(status.conditions()).hasSize(1);
        return status.conditions().getFirst();
    }
}
