package io.kpool.operator.processgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredGroupsTest {
    private static final GroupKey KEY = new GroupKey("acme", "imaging");

    private final FakeGroupMasters masters = new FakeGroupMasters();
    private final DeclaredGroups declared = new DeclaredGroups(masters);
    private final List<GroupKey> told = new ArrayList<>();

    @Test
    void tellsTheMastersAndWhoeverListens() {
        // Given
        declared.listen(told::add);
        // When
        declared.declare(group("imaging", "one", ""));
        declared.declare(group("imaging", "one", ""));
        // Then
        assertThat(masters.uid(KEY)).contains("one");
        assertThat(declared.uid(KEY)).contains("one");
        assertThat(told).containsExactly(KEY);
    }

    @Test
    void whatIsGoneDoesNotComeBackByALateCache() {
        // Given
        declared.declare(group("imaging", "one", ""));
        // When
        declared.withdraw(KEY, "one");
        declared.declare(group("imaging", "one", ""));
        // Then
        assertThat(declared.uid(KEY)).isEmpty();
        assertThat(masters.uid(KEY)).isEmpty();
    }

    @Test
    void theDeletionOfAFormerOneHarmsNobody() {
        // Given
        declared.declare(group("imaging", "one", ""));
        declared.declare(group("imaging", "two", ""));
        // When
        declared.withdraw(KEY, "one");
        // Then
        assertThat(declared.uid(KEY)).contains("two");
        assertThat(masters.uid(KEY)).contains("two");
    }

    @Test
    void oneThatWasMadeAnewForAnotherGroupLeavesItsFormerGroup() {
        // Given
        declared.declare(group("resource", "one", "imaging"));
        // When
        declared.bears(group("resource", "two", "video"));
        // Then
        assertThat(declared.uid(KEY)).isEmpty();
        assertThat(masters.uid(KEY)).isEmpty();
    }

    @Test
    void theOldestOfOneNameIsTheGroup() {
        // Given
        ProcessGroup old = created("b", "2026-01-01T00:00:00Z");
        ProcessGroup tie = created("c", "2026-01-01T00:00:00Z");
        ProcessGroup young = created("a", "2026-01-01T00:00:01Z");
        List<ProcessGroup> all = List.of(young, tie, old);
        // Then
        assertThat(GroupClaim.of(old, all, "")).isEqualTo(new GroupClaim.Granted());
        assertThat(GroupClaim.of(tie, all, "")).isEqualTo(new GroupClaim.Taken("b"));
        assertThat(GroupClaim.of(young, all, "")).isEqualTo(new GroupClaim.Taken("b"));
        assertThat(GroupClaim.of(tie, all, "uid-c")).isEqualTo(new GroupClaim.Granted());
        assertThat(GroupClaim.of(young, all, "uid-a")).isEqualTo(new GroupClaim.Taken("b"));
        // When
        old.getMetadata().setDeletionTimestamp("2026-01-02T00:00:00Z");
        // Then
        assertThat(GroupClaim.of(tie, all, "")).isEqualTo(new GroupClaim.Granted());
    }

    private static ProcessGroup created(String name, String when) {
        ProcessGroup group = group(name, "uid-" + name, "imaging");
        group.getMetadata().setCreationTimestamp(when);
        return group;
    }

    private static ProcessGroup group(String resource, String uid, String group) {
        ProcessGroup made = Members.group(0);
        made.getMetadata().setName(resource);
        made.getMetadata().setUid(uid);
        made.setSpec(new ProcessGroupSpec(group, 0, null));
        return made;
    }
}
