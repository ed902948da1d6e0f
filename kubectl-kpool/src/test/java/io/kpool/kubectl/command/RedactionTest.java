package io.kpool.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void secretsAreLeftOutAndTheRestIsKept() throws Exception {
        String text = """
            {"metadata": {"name": "a", "managedFields": [1], "annotations": {
                "kubectl.kubernetes.io/last-applied-configuration": "all of it", "kpool.io/failures": "2"}},
             "spec": {"poolName": "demo", "args": ["--token=x"], "apiPassword": "x", "serviceAccountToken": {"path": "p"},
                "command": {"argv": ["sh", "-c", "secret"], "env": [{"name": "A", "value": "x"}], "stdin": "x"},
                "containers": [{"command": ["x"], "args": ["y"]}]},
             "status": {"result": "x", "conditions": [{"type": "Ready", "message": "why"}], "exit": {"result": {"deep": 1}}}}
            """;

        assertThat(Redaction.of(new ObjectMapper().readTree(text))).isEqualTo(new ObjectMapper().readTree("""
            {"metadata": {"name": "a", "annotations": {
                "kubectl.kubernetes.io/last-applied-configuration": "(redacted)", "kpool.io/failures": "2"}},
             "spec": {"poolName": "demo", "args": "(redacted)", "apiPassword": "(redacted)", "serviceAccountToken": {"path": "p"},
                "command": {"argv": "(redacted)", "env": [{"name": "A", "value": "(redacted)"}], "stdin": "(redacted)"},
                "containers": [{"command": "(redacted)", "args": "(redacted)"}]},
             "status": {"result": "(redacted)", "conditions": [{"type": "Ready", "message": "why"}], "exit": {"result": "(redacted)"}}}
            """));
    }
}
