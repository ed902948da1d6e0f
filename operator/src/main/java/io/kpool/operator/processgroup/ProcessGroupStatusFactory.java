package io.kpool.operator.processgroup;

import io.kpool.crd.MemberCount;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupConditions;
import io.kpool.crd.ProcessGroupReasons;
import io.kpool.crd.ProcessGroupStatus;
import io.kpool.crd.ProcessGroupStatusBuilder;
import io.kpool.operator.conditions.Conditions;
import io.kpool.operator.live.GroupMasters.GroupView;
import io.kpool.operator.nodepool.Labels;
import java.time.Instant;
import java.util.List;

/** Says in a status who is in a group, and whether those are that it keeps alive. Pure. */
final class ProcessGroupStatusFactory {
    static final GroupView NOBODY = new GroupView(0, 0, List.of());

    private final ProcessGroup group;
    private final Facts facts;
    private final Instant now;

    private ProcessGroupStatusFactory(ProcessGroup group, Facts facts, Instant now) {
        this.group = group;
        this.facts = facts;
        this.now = now;
    }

    /**
     * What there is to say.
     *
     * @param view who is in it
     * @param members that were made from the template
     */
    record Facts(GroupClaim claim, GroupView view, List<Member> members, GroupPlan plan) {
        long running() {
            return members.stream().filter(Member::isRunning).count();
        }

        long alive() {
            return members.stream().filter(Member::isAlive).count();
        }
    }

    /** What a status said of who is in the group, for as long as the masters do not say. */
    static GroupView lastView(ProcessGroupStatus last) {
        return new GroupView(
                last.members(),
                last.hosts(),
                last.firstMembers().stream()
                        .map(member -> new io.kpool.operator.live.GroupMasters.Member(member.pid(), member.count()))
                        .toList());
    }

    static ProcessGroupStatus status(ProcessGroup group, Facts facts, Instant now) {
        return new ProcessGroupStatusFactory(group, facts, now).status();
    }

    private ProcessGroupStatus status() {
        GroupView view = facts.view();
        return ProcessGroupStatusBuilder.builder()
                .observedGeneration(group.getMetadata().getGeneration())
                .conditions(conditions().list())
                .members(view.members())
                .hosts(view.hosts())
                .replicas((int) facts.alive())
                .readyReplicas((int) facts.running())
                .selector(Labels.groupSelector(group.getMetadata().getName()))
                .firstMembers(view.first().stream()
                        .map(member -> new MemberCount(member.pid(), member.count()))
                        .toList())
                .build();
    }

    private Conditions conditions() {
        Conditions conditions = Conditions.after(
                group.lastStatus().conditions(), group.getMetadata().getGeneration(), now);
        String ready = ProcessGroupConditions.READY;
        return switch (facts.claim()) {
            case GroupClaim.Taken(String holder) -> conditions.no(ready, ProcessGroupReasons.NAME_TAKEN, taken(holder));
            case GroupClaim.Granted()
            when group.getSpec().replicas() == 0 -> conditions.yes(ready, ProcessGroupReasons.TAKES_MEMBERS, "");
            case GroupClaim.Granted()
            when facts.running() >= group.getSpec().replicas() ->
                conditions.yes(ready, ProcessGroupReasons.MEMBERS_RUNNING, "");
            case GroupClaim.Granted()
            when !facts.plan().resting().isEmpty() ->
                conditions.no(
                        ready,
                        ProcessGroupReasons.BACK_OFF,
                        told(facts.plan().resting().getLast()) + "; the next one in its place waits");
            case GroupClaim.Granted() -> conditions.no(ready, ProcessGroupReasons.MEMBERS_STARTING, waiting());
        };
    }

    private String taken(String holder) {
        return "ProcessGroup " + holder + " is older and has the name " + group.groupName() + ": delete one of them";
    }

    private String waiting() {
        return facts.members().stream()
                .filter(Member::isAlive)
                .filter(member -> !member.isRunning())
                .findFirst()
                .map(ProcessGroupStatusFactory::told)
                .orElse("");
    }

    private static String told(Member member) {
        return "Spawn " + member.name() + ": " + member.story();
    }
}
