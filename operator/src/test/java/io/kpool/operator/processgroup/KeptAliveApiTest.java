package io.kpool.operator.processgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupReasons;
import io.kpool.crd.Spawn;
import io.kpool.operator.nodepool.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Members that groups keep alive, on a real API server; their processes are told of by the test. */
class KeptAliveApiTest {
    private static final String TEMPLATE =
            "{replicas: %d, template: {poolName: demo, java: {module: A, function: b, args: [1, {a: null}, 2.5, x]}}}";

    @RegisterExtension
    private final GroupLab lab = new GroupLab();

    @Test
    void asManySpawnsAsAreWantedAreMadeForIt() {
        // When
        ProcessGroup group = lab.create("imaging", TEMPLATE.formatted(3));
        // Then
        List<Spawn> spawns = lab.spawns(3);
        assertThat(spawns).allSatisfy(spawn -> {
            assertThat(spawn.getMetadata().getName()).matches("imaging-[a-z0-9]{5}");
            assertThat(spawn.getMetadata().getLabels()).containsEntry(Labels.GROUP, "imaging");
            assertThat(spawn.getMetadata().getOwnerReferences())
                    .singleElement()
                    .satisfies(owner -> assertThat(owner.getUid())
                            .isEqualTo(group.getMetadata().getUid()));
            assertThat(spawn.getSpec().groups()).containsExactly("imaging");
        });
        assertThat(lab.await("imaging", one -> one.lastStatus().replicas() == 3)
                        .lastStatus()
                        .readyReplicas())
                .isZero();
        // When
        spawns.forEach(lab::run);
        // Then
        ProcessGroup ready = lab.await("imaging", ProcessGroupReasons.MEMBERS_RUNNING);
        assertThat(ready.lastStatus().readyReplicas()).isEqualTo(3);
        assertThat(lab.spawns(3)).hasSize(3);
    }

    @Test
    void oneWhoseWorkerIsLostIsReplacedAtOnce() {
        // Given
        lab.create("imaging", TEMPLATE.formatted(2));
        List<Spawn> spawns = lab.spawns(2);
        spawns.forEach(lab::run);
        // When
        Instant lost = Instant.now();
        lab.end(spawns.getFirst(), "noconnection", 1);
        // Then
        lab.spawns(2, spawn -> !spawn.lastStatus().finished());
        assertThat(Duration.between(lost, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(lab.spawns(3))
                .extracting(spawn -> spawn.getMetadata().getName())
                .contains(name(spawns.getFirst()));
    }

    @Test
    void oneThatEndsQuicklyIsReplacedAfterALongerTimeEach() {
        // Given
        lab.create("imaging", TEMPLATE.formatted(1));
        Spawn first = lab.spawns(1).getFirst();
        // When
        lab.end(first, "exception", 1);
        ProcessGroup resting = lab.await("imaging", ProcessGroupReasons.BACK_OFF);
        // Then
        assertThat(GroupLab.ready(resting).getMessage()).contains(name(first), "exception: boom");
        Spawn second = alive();
        assertThat(second.getMetadata().getAnnotations())
                .containsEntry(Labels.FAILURES, "1")
                .containsEntry(Labels.REPLACES, name(first));
        // When
        lab.end(second, "exception", 1);
        Instant ended = Instant.now();
        lab.restart();
        // Then
        assertThat(alive().getMetadata().getAnnotations()).containsEntry(Labels.FAILURES, "2");
        assertThat(Duration.between(ended, Instant.now())).isGreaterThan(Duration.ofMillis(1_500));
    }

    @Test
    void anOperatorThatEndsTakesNoneForMissing() {
        // Given
        lab.create("imaging", TEMPLATE.formatted(2));
        List<Spawn> spawns = lab.spawns(2);
        spawns.forEach(lab::run);
        lab.await("imaging", ProcessGroupReasons.MEMBERS_RUNNING);
        // When
        lab.stopDuring(() -> lab.run(spawns.getFirst()));
        // Then
        assertThat(lab.spawns(any -> true)).hasSize(2);
        assertThat(lab.group("imaging").lastStatus().readyReplicas()).isEqualTo(2);
    }

    @Test
    void finishedOnesAreClearedAwayButForTheLastThatFailed() {
        // Given
        lab.create("imaging", TEMPLATE.formatted(1));
        for (int i = 0; i < 4; i++) {
            lab.end(alive(), "killed", 60);
        }
        lab.end(alive(), "normal", 60);
        // Then
        alive();
        assertThat(lab.spawns(3, spawn -> spawn.lastStatus().finished()))
                .allMatch(spawn ->
                        spawn.lastStatus().exit().orElseThrow().reason().equals("killed"));
    }

    @Test
    void scalesByKubectl() throws Exception {
        // Given
        lab.create("imaging", TEMPLATE.formatted(3));
        List<Spawn> spawns = lab.spawns(3);
        lab.run(spawns.get(1));
        lab.await("imaging", group -> group.lastStatus().readyReplicas() == 1);
        // When
        lab.api.kubectl("-n", lab.namespace, "scale", "pgrp", "imaging", "--replicas=1");
        // Then
        assertThat(lab.spawns(1)).extracting(KeptAliveApiTest::name).containsExactly(name(spawns.get(1)));
        assertThat(lab.await("imaging", ProcessGroupReasons.MEMBERS_RUNNING)
                        .lastStatus()
                        .selector())
                .contains("kpool.io/group=imaging");
        // When
        lab.api.kubectl("-n", lab.namespace, "scale", "pgrp", "imaging", "--replicas=0");
        // Then
        lab.spawns(0);
    }

    @Test
    void aChangedTemplateIsForThoseThatAreMadeFromThenOn() throws Exception {
        // Given
        lab.create("imaging", TEMPLATE.formatted(2));
        List<Spawn> spawns = lab.spawns(2);
        spawns.forEach(lab::run);
        // When
        lab.api.kubectl(
                "-n",
                lab.namespace,
                "patch",
                "pgrp",
                "imaging",
                "--type=merge",
                "-p",
                "{\"spec\":{\"template\":{\"poolName\":\"other\"}}}");
        lab.await("imaging", group -> group.lastStatus().observedGeneration() == 2);
        lab.end(spawns.getFirst(), "normal", 60);
        // Then
        List<Spawn> alive = lab.spawns(
                2, spawn -> !spawn.lastStatus().finished() && !name(spawn).equals(name(spawns.getFirst())));
        assertThat(alive.stream()
                        .collect(Collectors.toMap(
                                spawn -> name(spawn).equals(name(spawns.get(1))),
                                spawn -> spawn.getSpec().poolName())))
                .containsEntry(true, "demo")
                .containsEntry(false, "other");
    }

    @Test
    void whoIsNotTheGroupStartsNothing() {
        // Given
        lab.create("a", "{groupName: imaging}");
        lab.await("a", ProcessGroupReasons.TAKES_MEMBERS);
        // When
        lab.create("b", "{groupName: imaging, " + TEMPLATE.formatted(2).substring(1));
        lab.await("b", ProcessGroupReasons.NAME_TAKEN);
        // Then
        assertThat(lab.spawns(spawn -> true)).isEmpty();
        // When
        lab.delete("a");
        // Then
        assertThat(lab.spawns(2)).allMatch(spawn -> spawn.getSpec().groups().equals(List.of("imaging")));
    }

    private Spawn alive() {
        return lab.spawns(1, spawn -> !spawn.lastStatus().finished()).getFirst();
    }

    private static String name(Spawn spawn) {
        return spawn.getMetadata().getName();
    }
}
