package io.kpool.operator.processgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.MemberCount;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupReasons;
import io.kpool.operator.live.GroupMasters.GroupView;
import io.kpool.operator.live.GroupMasters.Member;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** ProcessGroups on a real API server, without members that they keep alive. */
class ProcessGroupApiTest {
    @RegisterExtension
    private final GroupLab lab = new GroupLab();

    @Test
    void isDeclaredAndSaysWhoIsInIt() {
        // Given
        ProcessGroup group = lab.create("imaging", "{groupName: 'Imaging, all of it'}");
        lab.await("imaging", ProcessGroupReasons.TAKES_MEMBERS);
        // When
        lab.masters()
                .put(
                        lab.key("Imaging, all of it"),
                        new GroupView(3, 2, List.of(new Member("demo/alpha.7.1", 2), new Member("demo/beta.7.1", 1))));
        // Then
        ProcessGroup known = lab.await("imaging", one -> one.lastStatus().members() == 3);
        assertThat(known.lastStatus().hosts()).isEqualTo(2);
        assertThat(known.lastStatus().firstMembers())
                .containsExactly(new MemberCount("demo/alpha.7.1", 2), new MemberCount("demo/beta.7.1", 1));
        assertThat(known.lastStatus().observedGeneration()).isEqualTo(1);
        assertThat(lab.masters().uid(lab.key("Imaging, all of it")))
                .contains(group.getMetadata().getUid());
    }

    @Test
    void leavesWithItsResource() {
        // Given
        lab.create("imaging", "{}");
        lab.await("imaging", ProcessGroupReasons.TAKES_MEMBERS);
        // When
        lab.delete("imaging");
        // Then
        Awaitility.await().until(() -> lab.masters().uid(lab.key("imaging")).isEmpty());
    }

    @Test
    void oneThatIsMadeAnewIsAnother() {
        // Given
        lab.create("imaging", "{}");
        lab.await("imaging", ProcessGroupReasons.TAKES_MEMBERS);
        // When
        lab.delete("imaging");
        ProcessGroup second = lab.create("imaging", "{groupName: video}");
        // Then
        Awaitility.await()
                .until(() -> lab.masters()
                        .uid(lab.key("video"))
                        .filter(second.getMetadata().getUid()::equals)
                        .isPresent());
        Awaitility.await().until(() -> lab.masters().uid(lab.key("imaging")).isEmpty());
    }

    @Test
    void ofTwoThatClaimANameTheOlderIsTheGroup() {
        // Given
        ProcessGroup first = lab.create("a", "{groupName: imaging}");
        lab.await("a", ProcessGroupReasons.TAKES_MEMBERS);
        ProcessGroup second = lab.create("b", "{groupName: imaging}");
        ProcessGroup taken = lab.await("b", ProcessGroupReasons.NAME_TAKEN);
        assertThat(GroupLab.ready(taken).getMessage()).contains("ProcessGroup a");
        assertThat(lab.masters().uid(lab.key("imaging")))
                .contains(first.getMetadata().getUid());
        // When
        lab.delete("a");
        // Then
        lab.await("b", ProcessGroupReasons.TAKES_MEMBERS);
        assertThat(lab.masters().uid(lab.key("imaging")))
                .contains(second.getMetadata().getUid());
    }

    @Test
    void tellsWhatChangedAsEvents() {
        // When
        lab.create("a", "{groupName: imaging}");
        lab.await("a", ProcessGroupReasons.TAKES_MEMBERS);
        lab.create("b", "{groupName: imaging}");
        lab.await("b", ProcessGroupReasons.NAME_TAKEN);
        // Then: an Event is written after the status that it tells of
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(events()).containsExactlyInAnyOrder("a Normal TakesMembers", "b Warning NameTaken"));
    }

    private List<String> events() {
        return lab.admin.events().v1().events().inNamespace(lab.namespace).list().getItems().stream()
                .map(event -> event.getRegarding().getName() + " " + event.getType() + " " + event.getReason())
                .toList();
    }

    @Test
    void anotherOperatorChangesNothing() {
        // Given
        ProcessGroup group = lab.create("imaging", "{}");
        ProcessGroup before = lab.await("imaging", ProcessGroupReasons.TAKES_MEMBERS);
        // When
        lab.restart();
        // Then
        Awaitility.await()
                .until(() -> lab.masters()
                        .uid(lab.key("imaging"))
                        .filter(group.getMetadata().getUid()::equals)
                        .isPresent());
        assertThat(lab.await("imaging", any -> true).getMetadata().getResourceVersion())
                .isEqualTo(before.getMetadata().getResourceVersion());
    }
}
