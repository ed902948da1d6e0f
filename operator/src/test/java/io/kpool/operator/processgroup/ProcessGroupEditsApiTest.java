package io.kpool.operator.processgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupReasons;
import io.kpool.operator.live.ErrorKind;
import io.kpool.operator.live.GroupEdits;
import io.kpool.operator.live.LiveException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Groups that callers and processes make and delete, with the operator's rights, beside its reconciler. */
class ProcessGroupEditsApiTest {
    @RegisterExtension
    private final GroupLab lab = new GroupLab();

    private GroupEdits edits;

    @BeforeEach
    void edits() {
        edits = new ProcessGroupEdits(lab.asOperator, lab.declared(), Runnable::run);
    }

    @Test
    void createMakesTheResourceOnce() {
        // When
        String uid = create("imaging");
        // Then
        assertThat(lab.masters().uid(lab.key("imaging"))).contains(uid);
        assertThat(create("imaging")).isEqualTo(uid);
        assertThat(resources()).singleElement().satisfies(group -> {
            assertThat(group.getMetadata().getName()).isEqualTo("imaging");
            assertThat(group.getMetadata().getUid()).isEqualTo(uid);
        });
    }

    @Test
    void anyTextIsAGroup() {
        // When
        create("Imaging, all of it ☺");
        // Then
        assertThat(resources()).singleElement().satisfies(group -> {
            assertThat(group.getMetadata().getName()).matches("group-[0-9a-f]{20}");
            assertThat(group.groupName()).isEqualTo("Imaging, all of it ☺");
        });
        assertThat(ProcessGroupEdits.resourceName("a.b-c")).isEqualTo("a.b-c");
        assertThat(ProcessGroupEdits.resourceName("a..b")).startsWith("group-");
        assertThat(ProcessGroupEdits.resourceName("-a")).startsWith("group-");
        assertThat(ProcessGroupEdits.resourceName("A")).isNotEqualTo(ProcessGroupEdits.resourceName("B"));
    }

    @Test
    void theOneThatAPersonMadeIsTheGroup() {
        // Given
        String uid = lab.create("by-hand", "{groupName: imaging}").getMetadata().getUid();
        lab.await("by-hand", ProcessGroupReasons.TAKES_MEMBERS);
        // Then
        assertThat(create("imaging")).isEqualTo(uid);
        assertThat(resources()).hasSize(1);
    }

    @Test
    void aResourceOfThatNameThatIsAnotherGroupIsSaid() {
        // Given
        lab.create("imaging", "{groupName: video}");
        // Then
        assertThatThrownBy(() -> create("imaging"))
                .isInstanceOfSatisfying(
                        LiveException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID))
                .hasMessageContaining("video");
    }

    @Test
    void deleteTakesAllOfThatName() {
        // Given
        lab.create("by-hand", "{groupName: imaging}");
        lab.create("imaging", "{}");
        lab.create("other", "{}");
        lab.await("by-hand", group -> !group.lastStatus().conditions().isEmpty());
        // When
        delete("imaging");
        // Then
        assertThat(lab.masters().uid(lab.key("imaging"))).isEmpty();
        assertThat(resources()).extracting(ProcessGroup::groupName).containsExactly("other");
        delete("imaging");
        delete("never heard of");
    }

    @Test
    void afterADeletionItIsAnother() {
        // Given
        String first = create("imaging");
        // When
        delete("imaging");
        String second = create("imaging");
        // Then
        assertThat(second).isNotEqualTo(first);
        assertThat(lab.masters().uid(lab.key("imaging"))).contains(second);
    }

    @Test
    void severalAtOnceGetTheSame() throws Exception {
        // When
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            List<Future<String>> made = executor.invokeAll(IntStream.range(0, 8)
                    .<java.util.concurrent.Callable<String>>mapToObj(i -> () -> create("imaging"))
                    .toList());
            // Then
            String uid = made.getFirst().get();
            for (Future<String> one : made) {
                assertThat(one.get()).isEqualTo(uid);
            }
        }
        assertThat(resources()).hasSize(1);
    }

    @Test
    void whatTheApiServerRefusesIsSaid() {
        assertThatThrownBy(() -> create("g".repeat(254)))
                .isInstanceOfSatisfying(
                        LiveException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID));
    }

    @Test
    void aNewLeaderDeclaresAllThatThereAre() {
        // Given
        String uid = lab.create("by-hand", "{groupName: imaging}").getMetadata().getUid();
        lab.create("younger-or-later", "{groupName: imaging}");
        FakeGroupMasters masters = new FakeGroupMasters();
        // When
        new ExistingGroups(lab.asOperator, new DeclaredGroups(masters), java.time.Duration.ZERO).startServing(1);
        // Then
        assertThat(masters.uid(lab.key("imaging"))).contains(uid);
    }

    private List<ProcessGroup> resources() {
        return lab.admin
                .resources(ProcessGroup.class)
                .inNamespace(lab.namespace)
                .list()
                .getItems();
    }

    private String create(String group) {
        return done(edits.create(lab.namespace, group));
    }

    private void delete(String group) {
        done(edits.delete(lab.namespace, group));
    }

    private static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }
}
