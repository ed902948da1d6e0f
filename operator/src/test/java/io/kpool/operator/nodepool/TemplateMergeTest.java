package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateMergeTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            fields of both are kept   | {a: 1, b: {c: 2}}            | {b: {d: 3}}                      | {a: 1, b: {c: 2, d: 3}}
            the upper wins            | {a: {b: 1}}                  | {a: {b: 2}}                      | {a: {b: 2}}
            another list is replaced  | {l: [1, 2]}                  | {l: [3]}                         | {l: [3]}
            containers by name        | {containers: [{name: a, x: 1}, {name: b}]} | {containers: [{name: c}, {name: a, y: 2}]} | {containers: [{name: a, x: 1, y: 2}, {name: b}, {name: c}]}
            variables as a whole      | {env: [{name: A, value: x}]} | {env: [{name: A, valueFrom: {}}]} | {env: [{name: A, valueFrom: {}}]}
            volumes as a whole        | {volumes: [{name: v, hostPath: {}}]} | {volumes: [{name: v, emptyDir: {}}]} | {volumes: [{name: v, emptyDir: {}}]}
            mounts by path            | {volumeMounts: [{mountPath: /a, name: x}, {mountPath: /b, name: y}]} | {volumeMounts: [{mountPath: /a, name: z}]} | {volumeMounts: [{mountPath: /a, name: z}, {mountPath: /b, name: y}]}
            resources as a whole      | {resources: {requests: {memory: 1Gi}}} | {resources: {limits: {memory: 1Mi}}} | {resources: {limits: {memory: 1Mi}}}
            unnamed ones are added    | {containers: [{x: 1}]}       | {containers: [{y: 2}]}           | {containers: [{x: 1}, {y: 2}]}
            """)
    void laysOneTemplateOverAnother(String rule, String lower, String upper, String expected) {
        assertThat(TemplateMerge.over(tree(lower), tree(upper))).isEqualTo(tree(expected));
    }

    @Test
    void changesNeither() {
        ObjectNode lower = tree("{a: {b: 1}}");
        ObjectNode upper = tree("{a: {c: 2}}");

        TemplateMerge.over(lower, upper).withObject("/a").put("b", 9).put("c", 9);

        assertThat(lower).isEqualTo(tree("{a: {b: 1}}"));
        assertThat(upper).isEqualTo(tree("{a: {c: 2}}"));
    }

    private static ObjectNode tree(String yaml) {
        return Yaml.parse(yaml, ObjectNode.class);
    }
}
