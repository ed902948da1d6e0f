package io.kpool.crd;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Validation;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every committed file that is made from the types, with what it should hold. Paths are relative to this module. */
final class GeneratedFiles {
    private static final Path RESOURCES = Path.of("src/main/resources/META-INF/kpool/crds");
    private static final Path POLICY = Path.of("src/main/resources/META-INF/kpool/policies/spawns.yaml");
    private static final Path CHART = Path.of("../charts/kpool/files");
    private static final Path REFERENCE = Path.of("../docs/reference");
    private static final Path EXAMPLES = Path.of("../examples");

    private GeneratedFiles() {}

    static Map<Path, String> all() {
        Map<Path, String> files = new TreeMap<>();
        for (Class<? extends CustomResource<?, ?>> kind : GeneratedCrds.KINDS) {
            CustomResourceDefinition definition = GeneratedCrds.of(kind);
            String name = definition.getSpec().getNames().getPlural();
            String yaml = CrdYaml.of(definition);
            files.put(RESOURCES.resolve(name + ".yaml"), yaml);
            files.put(CHART.resolve("crds/" + name + ".yaml"), yaml);
            files.put(
                    REFERENCE.resolve(name + ".md"),
                    ReferencePage.of(definition, read(exampleOf(kind)), refusals(kind), constantsOf(kind)));
        }
        files.put(CHART.resolve("policies/spawns.yaml"), read(POLICY));
        return files;
    }

    private static Path exampleOf(Class<?> kind) {
        if (kind == NodePool.class) {
            return EXAMPLES.resolve("01-pool/nodepool.yaml");
        }
        return EXAMPLES.resolve(
                kind == Spawn.class ? "03-java-function/spawn.yaml" : "12-shell-joins-a-group/group.yaml");
    }

    /** Written by hand; the chart's is a copy, so that what the tests here apply is what users get. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the policy answers to authors of Spawns. */
    private static List<String> refusals(Class<?> kind) {
        if (kind != Spawn.class) {
            return List.of();
        }
        ValidatingAdmissionPolicy policy =
                Serialization.unmarshal(read(POLICY).split("\n---\n")[0], ValidatingAdmissionPolicy.class);
        return policy.getSpec().getValidations().stream()
                .map(Validation::getMessage)
                .toList();
    }

    private static List<DocumentedConstants> constantsOf(Class<?> kind) {
        if (kind == NodePool.class) {
            return List.of(
                    DocumentedConstants.of("Conditions", NodePoolConditions.class),
                    DocumentedConstants.of("Reasons of conditions", NodePoolReasons.class),
                    DocumentedConstants.ofStates("States of a host", HostState.class),
                    DocumentedConstants.of("Reasons of a host's state", HostReasons.class));
        }
        if (kind == Spawn.class) {
            return List.of(
                    DocumentedConstants.of("Conditions", SpawnConditions.class),
                    DocumentedConstants.of("Reasons of conditions", SpawnReasons.class),
                    DocumentedConstants.of("Reasons of an exit", ExitReasons.class));
        }
        return List.of(
                DocumentedConstants.of("Conditions", ProcessGroupConditions.class),
                DocumentedConstants.of("Reasons of conditions", ProcessGroupReasons.class));
    }
}
