package io.kpool.operator.nodepool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.kpool.crd.NodePool;
import io.kpool.pool.HostSettings.Admission;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Renders the pods of hosts, in three layers: what the operator proposes, over it what the user's template says, over
 * that what the operator insists on ({@link WorkerTemplates}).
 */
final class WorkerPods {
    /** The container in which the agent and the processes run. */
    static final String CONTAINER = "worker";

    private static final String INCARNATION_VARIABLE = "KPOOL_INCARNATION";

    private final ObjectMapper json = JsonMapper.builder()
            .configure(JsonNodeFeature.WRITE_PROPERTIES_SORTED, true)
            .build();
    private final WorkerTemplates templates;

    WorkerPods(WorkerDefaults defaults) {
        this.templates = new WorkerTemplates(defaults);
    }

    /** What is wrong with a pool's template; empty: nothing that can be seen before the API server does. */
    Optional<String> fault(NodePool pool) {
        try {
            template(pool, new HostWish("any", HostWish.Kind.NAMED, 1, HostWish.Place.ANYWHERE, Admission.OPEN));
            return Optional.empty();
        } catch (InvalidTemplateException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * What tells one rendering from another: it differs when anything differs but the incarnation.
     *
     * @throws InvalidTemplateException when the pool's template is none
     */
    String templateHash(NodePool pool, HostWish wish) {
        try {
            return WorkerNames.hash(json.writeValueAsString(json.valueToTree(template(pool, wish))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree is always JSON", impossible);
        }
    }

    /**
     * The pod of one life of a host.
     *
     * @throws InvalidTemplateException when the pool's template is none
     */
    Pod pod(NodePool pool, HostWish wish, long incarnation) {
        PodTemplateSpec template = template(pool, wish);
        String life = Long.toString(incarnation);
        return new PodBuilder()
                .withNewMetadata()
                .withName(WorkerNames.pod(pool.getMetadata().getName(), wish.name()))
                .withNamespace(pool.getMetadata().getNamespace())
                .withLabels(template.getMetadata().getLabels())
                .addToLabels(Labels.INCARNATION, life)
                .withAnnotations(template.getMetadata().getAnnotations())
                .addToAnnotations(Labels.TEMPLATE_HASH, templateHash(pool, wish))
                .withOwnerReferences(owner(pool))
                .endMetadata()
                .withSpec(template.getSpec())
                .editSpec()
                .editMatchingContainer(isWorker())
                .addToEnv(0, variable(INCARNATION_VARIABLE, life))
                .endContainer()
                .endSpec()
                .build();
    }

    private PodTemplateSpec template(NodePool pool, HostWish wish) {
        ObjectNode proposed = json.valueToTree(templates.proposed(pool));
        ObjectNode insisted = json.valueToTree(templates.insisted(pool, wish));
        try {
            ObjectNode users = json.valueToTree(pool.getSpec().template());
            // Merged, the operator's list would hide that the user's is none.
            read(users);
            ObjectNode merged = TemplateMerge.over(TemplateMerge.over(proposed, users), insisted);
            return HostPlacement.of(wish.place()).addTo(withoutIncarnation(read(merged)));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new InvalidTemplateException("spec.template is no PodTemplateSpec: " + e.getMessage(), e);
        }
    }

    private PodTemplateSpec read(ObjectNode merged) throws JsonProcessingException {
        PodTemplateSpec template = json.treeToValue(merged, PodTemplateSpec.class);
        return Objects.requireNonNullElseGet(template, PodTemplateSpec::new);
    }

    /** The operator gives it; a user's would be a second one. */
    private static PodTemplateSpec withoutIncarnation(PodTemplateSpec template) {
        return new PodTemplateSpecBuilder(template)
                .editSpec()
                .editMatchingContainer(isWorker())
                .removeMatchingFromEnv(variable -> INCARNATION_VARIABLE.equals(variable.getName()))
                .endContainer()
                .endSpec()
                .build();
    }

    private static Predicate<ContainerBuilder> isWorker() {
        return container -> CONTAINER.equals(container.getName());
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    private static List<OwnerReference> owner(NodePool pool) {
        return List.of(new OwnerReferenceBuilder()
                .withApiVersion(pool.getApiVersion())
                .withKind(pool.getKind())
                .withName(pool.getMetadata().getName())
                .withUid(pool.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build());
    }
}
