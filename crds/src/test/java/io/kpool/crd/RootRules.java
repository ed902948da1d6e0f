package io.kpool.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.List;
import java.util.stream.Stream;

/** The rules of a whole resource, which no annotation can state: of its name, and of what must not change. */
final class RootRules {
    private static final String ONLY_ONE_CHANGES =
            " cannot be changed: a Spawn runs what it was created for. Create another Spawn, under a name of its own; only spec.desiredState can be changed, to Stopped";

    private RootRules() {}

    static List<ValidationRule> of(Class<?> kind, JSONSchemaProps spec) {
        if (kind == NodePool.class) {
            return List.of(poolName());
        }
        if (kind == Spawn.class) {
            return Stream.concat(spawnDoesNotChange(spec), Stream.of(stoppedForGood()))
                    .toList();
        }
        return List.of(groupNameDoesNotChange());
    }

    private static ValidationRule poolName() {
        return new ValidationRuleBuilder()
                .withRule("size(self.metadata.name) <= 63 && !self.metadata.name.contains('.')")
                .withMessage(
                        "a NodePool's name is part of pids and labels: choose one of at most 63 characters and without dots")
                .build();
    }

    private static Stream<ValidationRule> spawnDoesNotChange(JSONSchemaProps spec) {
        return spec.getProperties().entrySet().stream()
                .filter(field -> !field.getKey().equals("desiredState"))
                .flatMap(field -> unchanged(field.getKey(), field.getValue()));
    }

    /** Field by field where a part holds what CEL cannot see, which is the admission policy's. */
    private static Stream<ValidationRule> unchanged(String path, JSONSchemaProps schema) {
        if (!path.equals("java")) {
            return Stream.of(unchanged(path));
        }
        return Stream.concat(
                Stream.of(rule(path, "has(self.spec.java) == has(oldSelf.spec.java)")),
                schema.getProperties().entrySet().stream()
                        .filter(field -> !field.getKey().equals("args"))
                        .map(field -> rule(
                                path + "." + field.getKey(),
                                "!has(self.spec.java) || !has(oldSelf.spec.java) || ("
                                        + same(path + "." + field.getKey())
                                        + ")")));
    }

    private static ValidationRule unchanged(String path) {
        return rule(path, same(path));
    }

    /** Function is a reserved word of CEL, and escaped as such. */
    private static String same(String path) {
        return "has(self.spec.F) == has(oldSelf.spec.F) && (!has(self.spec.F) || self.spec.F == oldSelf.spec.F)"
                .replace("F", path.replace("java.function", "java.__function__"));
    }

    private static ValidationRule rule(String path, String rule) {
        return new ValidationRuleBuilder()
                .withRule(rule)
                .withFieldPath(".spec." + path)
                .withMessage("spec." + path + ONLY_ONE_CHANGES)
                .build();
    }

    private static ValidationRule stoppedForGood() {
        return new ValidationRuleBuilder()
                .withRule("oldSelf.spec.desiredState != 'Stopped' || self.spec.desiredState == 'Stopped'")
                .withFieldPath(".spec.desiredState")
                .withMessage("Stopped is for good: to run it again, create another Spawn")
                .build();
    }

    private static ValidationRule groupNameDoesNotChange() {
        return new ValidationRuleBuilder()
                .withRule("(has(self.spec.groupName) ? self.spec.groupName : self.metadata.name)"
                        + " == (has(oldSelf.spec.groupName) ? oldSelf.spec.groupName : oldSelf.metadata.name)")
                .withFieldPath(".spec.groupName")
                .withMessage(
                        "spec.groupName cannot be changed, since members joined under it: create another ProcessGroup")
                .build();
    }
}
