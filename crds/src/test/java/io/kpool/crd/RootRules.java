package io.kpool.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
            return List.of(spawnDoesNotChange(spec), stoppedForGood());
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

    /**
     * One rule for all fields: rules are evaluated with each write of the status too, of which a Spawn sees many more than
     * changes. The answer names the first field that changed; what CEL cannot see, which is the admission policy's, makes
     * the specs differ and no field.
     */
    private static ValidationRule spawnDoesNotChange(JSONSchemaProps spec) {
        Map<String, String> unchanged = new LinkedHashMap<>();
        spec.getProperties().keySet().stream()
                .filter(field -> !field.equals("desiredState") && !field.equals("java"))
                .forEach(field -> unchanged.put(field, same(field)));
        unchanged.put("java", "has(self.spec.java) == has(oldSelf.spec.java)");
        spec.getProperties().get("java").getProperties().keySet().stream()
                .filter(part -> !part.equals("args"))
                .map(part -> "java." + part)
                .forEach(part ->
                        unchanged.put(part, "!has(self.spec.java) || !has(oldSelf.spec.java) || (" + same(part) + ")"));
        return new ValidationRuleBuilder()
                .withRule(unchanged.values().stream()
                        .map("(%s)"::formatted)
                        .collect(Collectors.joining(" && ", "self.spec == oldSelf.spec || ", "")))
                .withFieldPath(".spec")
                .withMessage("spec" + ONLY_ONE_CHANGES)
                .withMessageExpression(unchanged.entrySet().stream()
                        .map(field ->
                                "!(%s) ? 'spec.%s%s' : ".formatted(field.getValue(), field.getKey(), ONLY_ONE_CHANGES))
                        .collect(Collectors.joining("", "", "'spec" + ONLY_ONE_CHANGES + "'")))
                .build();
    }

    /** Function is a reserved word of CEL, and escaped as such. */
    private static String same(String path) {
        return "has(self.spec.F) == has(oldSelf.spec.F) && (!has(self.spec.F) || self.spec.F == oldSelf.spec.F)"
                .replace("F", path.replace("java.function", "java.__function__"));
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
