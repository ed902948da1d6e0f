package io.kpool.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.kpool.crd.NodePoolSpec;
import io.kpool.operator.live.Membership.Change;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private final Membership membership = new Membership(
            Serialization.unmarshal(
                    "---\n{hosts: [{name: alpha}], replicas: 2, attached: [beta], cordoned: [beta]}",
                    NodePoolSpec.class),
            Set.of("r3", "r4", "leaving")::contains);

    @Test
    void attachesWhatIsNew() {
        assertThat(membership.attach(List.of("gamma", "delta")))
                .isEqualTo(new Change.To(List.of("beta", "gamma", "delta")));
    }

    @Test
    void oneThatIsAMemberIsAttachedAlready() {
        assertThat(membership.attach(List.of("beta"))).isEqualTo(new Change.Already());
        assertThat(membership.attach(List.of("alpha"))).isEqualTo(new Change.Already());
    }

    @Test
    void attachesSeveralOrNone() {
        assertThat(failure(() -> membership.attach(List.of("gamma", "beta")))).isEqualTo(ErrorKind.DUPLICATE_NODE);
        assertThat(failure(() -> membership.attach(List.of("gamma", "gamma")))).isEqualTo(ErrorKind.DUPLICATE_NODE);
    }

    @Test
    void detachesSeveralOrNone() {
        assertThat(membership.detach(List.of("beta"))).isEqualTo(new Change.To(List.of()));
        assertThat(failure(() -> membership.detach(List.of("beta", "alpha")))).isEqualTo(ErrorKind.UNKNOWN_NODE);
    }

    @Test
    void saysWhereToTakeOutAHostOfTheSpec() {
        assertThatThrownBy(() -> membership.detach(List.of("alpha")))
                .hasMessageContaining("host alpha is a host of spec.hosts: take it out there");
        assertThatThrownBy(() -> membership.detach(List.of("omega"))).hasMessageContaining("omega is not attached");
    }

    @Test
    void cordonsEveryKindOfHost() {
        assertThat(membership.cordon(List.of("alpha", "r4", "beta")))
                .isEqualTo(new Change.To(List.of("beta", "alpha", "r4")));
        assertThat(failure(() -> membership.cordon(List.of("omega")))).isEqualTo(ErrorKind.UNKNOWN_NODE);
    }

    @Test
    void cordonsTheElasticHostsThatAreThereWhateverTheirNumbers() {
        assertThat(membership.cordon(List.of("r3"))).isEqualTo(new Change.To(List.of("beta", "r3")));
        assertThat(failure(() -> membership.cordon(List.of("r0")))).isEqualTo(ErrorKind.UNKNOWN_NODE);
        assertThat(failure(() -> membership.cordon(List.of("leaving")))).isEqualTo(ErrorKind.UNKNOWN_NODE);
    }

    @Test
    void uncordonsWhatIsCordonedOrAMember() {
        assertThat(membership.uncordon(List.of("beta", "alpha"))).isEqualTo(new Change.To(List.of()));
        assertThat(failure(() -> membership.uncordon(List.of("omega")))).isEqualTo(ErrorKind.UNKNOWN_NODE);
    }

    private static ErrorKind failure(Supplier<Change> change) {
        return catchThrowableOfType(LiveException.class, change::get).kind();
    }
}
