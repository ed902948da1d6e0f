package io.kpool.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kpool.bench.rig.WorkerPodProcess.PodFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WorkerPodProcessTest {
    private static final String POD = """
            metadata: {name: demo-alpha, namespace: bench, uid: u-1}
            spec:
              containers:
              - name: worker
                env:
                - {name: KPOOL_HOST, value: alpha}
                - {name: KPOOL_CA_FILE, value: /var/run/kpool/ca/ca.crt}
                - {name: KPOOL_POD_UID, valueFrom: {fieldRef: {fieldPath: %s}}}
            """;

    @Test
    void givesAProcessWhatItsContainerWouldHave() {
        // When
        WorkerPodProcess process = process("metadata.uid");
        // Then
        assertThat(process.name()).isEqualTo("demo-alpha");
        assertThat(process.environment())
                .containsEntry("KPOOL_HOST", "alpha")
                .containsEntry("KPOOL_POD_UID", "u-1")
                .containsEntry("KPOOL_CA_FILE", "/here/ca")
                .containsEntry("KPOOL_TOKEN_FILE", "/here/token")
                .containsEntry("KPOOL_CLASS_PATH", "/here/functions");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        // Given
        WorkerPodProcess process = process("status.podIP");
        // Then
        assertThatThrownBy(process::environment)
                .isInstanceOf(RigException.class)
                .hasMessageContaining("status.podIP");
    }

    private static WorkerPodProcess process(String field) {
        Pod pod = Serialization.unmarshal(POD.formatted(field), Pod.class);
        return new WorkerPodProcess(
                pod, new PodFiles(Path.of("/here/ca"), Path.of("/here/token"), Path.of("/here/functions")));
    }
}
