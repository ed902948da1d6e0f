package io.kpool.crd;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the CustomResourceDefinitions from the types. */
final class GeneratedCrds {
    static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(NodePool.class, Spawn.class, ProcessGroup.class);

    private GeneratedCrds() {}

    /** That of one kind. */
    static CustomResourceDefinition of(Class<? extends CustomResource<?, ?>> kind) {
        Map<String, CustomResourceDefinition> generated = new ConcurrentHashMap<>();
        new CRDGenerator()
                .forCRDVersions("v1")
                .customResourceClasses(List.of(kind))
                .withPostProcessor(into(generated))
                .withOutput(new Nowhere())
                .generate();
        CustomResourceDefinition definition = generated.get(CustomResource.getCRDName(kind));
        CrdShaping.shape(definition, kind);
        return definition;
    }

    private static CRDPostProcessor into(Map<String, CustomResourceDefinition> generated) {
        return new CRDPostProcessor() {
            @Override
            public HasMetadata process(HasMetadata definition, String version) {
                generated.put(definition.getMetadata().getName(), (CustomResourceDefinition) definition);
                return definition;
            }
        };
    }

    /** The generator insists on writing; what it writes is not yet what is wanted. */
    private static final class Nowhere implements CRDGenerator.CRDOutput<OutputStream> {
        @Override
        public OutputStream outputFor(String name) {
            return new ByteArrayOutputStream();
        }

        @Override
        public URI crdURI(String name) {
            return URI.create("file:///" + name);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
