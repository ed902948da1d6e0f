package io.kpool.operator.nodepool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.kpool.crd.NodePool;
import io.kpool.pool.HostSettings.Admission;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Renders the pods of hosts, in three layers: what the operator proposes, over it what the user's template says, over
 * that what the operator insists on ({@link WorkerTemplates}).
 */
final class WorkerPods {
    /** The container in which the agent and the processes run. */
    static final String CONTAINER = "worker";

    /** What of a template's metadata a pod takes over. */
    private static final List<String> METADATA = List.of("labels", "annotations");

    /** For what is the same for all hosts of a pool. */
    private static final HostWish ANY =
            new HostWish("any", HostWish.Kind.NAMED, 1, HostWish.Place.ANYWHERE, Admission.OPEN);

    private final ObjectMapper json = JsonMapper.builder()
            .configure(JsonNodeFeature.WRITE_PROPERTIES_SORTED, true)
            .build();
    private final WorkerTemplates templates;

    WorkerPods(WorkerDefaults defaults) {
        this.templates = new WorkerTemplates(defaults);
    }

    /** What is to be said of a pool's template. */
    TemplateFindings findings(NodePool pool) {
        try {
            template(pool, ANY);
            ObjectNode users = json.valueToTree(pool.getSpec().template());
            return new TemplateFindings("", TemplateOverrules.between(users, merged(pool, ANY, users)));
        } catch (InvalidTemplateException e) {
            return new TemplateFindings(e.getMessage(), List.of());
        }
    }

    /**
     * What tells one rendering from another: it differs when anything differs but the incarnation and the host's name,
     * which a pod has for life.
     *
     * @throws InvalidTemplateException when the pool's template is none
     */
    String templateHash(NodePool pool, HostWish wish) {
        try {
            return WorkerNames.hash(json.writeValueAsString(json.valueToTree(template(pool, wish.unnamed()))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree is always JSON", impossible);
        }
    }

    /**
     * The pod of one life of a host.
     *
     * @throws InvalidTemplateException when the pool's template is none
     */
    Pod pod(NodePool pool, HostWish wish, HostPlan.Create life) {
        PodTemplateSpec template = template(pool, wish);
        String incarnation = Long.toString(life.incarnation());
        return new PodBuilder()
                .withNewMetadata()
                .withName(WorkerNames.pod(pool.getMetadata().getName(), wish.name()))
                .withNamespace(pool.getMetadata().getNamespace())
                .withLabels(template.getMetadata().getLabels())
                .addToLabels(Labels.INCARNATION, incarnation)
                .withAnnotations(template.getMetadata().getAnnotations())
                .addToAnnotations(Labels.TEMPLATE_HASH, templateHash(pool, wish))
                .addToAnnotations(failures(life))
                .withOwnerReferences(owner(pool))
                .endMetadata()
                .withSpec(template.getSpec())
                .editSpec()
                .editMatchingContainer(isWorker())
                .editMatchingEnv(variable -> WorkerTemplates.INCARNATION.equals(variable.getName()))
                .withValue(incarnation)
                .endEnv()
                .endContainer()
                .endSpec()
                .build();
    }

    private static Map<String, String> failures(HostPlan.Create life) {
        return life.failures() == 0 ? Map.of() : Map.of(Labels.FAILURES, Integer.toString(life.failures()));
    }

    private PodTemplateSpec template(NodePool pool, HostWish wish) {
        try {
            ObjectNode users = json.valueToTree(pool.getSpec().template());
            // Merged, the operator's list would hide that the user's is none.
            requireKnownFields(read(users));
            return HostPlacement.of(wish.place()).addTo(read(merged(pool, wish, users)));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new InvalidTemplateException("spec.template is no PodTemplateSpec: " + e.getMessage(), e);
        }
    }

    private ObjectNode merged(NodePool pool, HostWish wish, ObjectNode users) {
        ObjectNode proposed = json.valueToTree(templates.proposed(pool));
        ObjectNode insisted = json.valueToTree(templates.insisted(pool, wish));
        ObjectNode merged = TemplateMerge.over(TemplateMerge.over(proposed, users), insisted);
        merged.withObject("/metadata").retain(METADATA);
        return merged;
    }

    /** The API server, which refuses those of the pod's spec, never sees these. */
    private static void requireKnownFields(PodTemplateSpec template) {
        List<String> unknown = Stream.concat(
                        template.getAdditionalProperties().keySet().stream(),
                        Stream.ofNullable(template.getMetadata())
                                .flatMap(metadata -> metadata.getAdditionalProperties().keySet().stream())
                                .map(field -> "metadata." + field))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidTemplateException(
                    "spec.template has fields that no PodTemplateSpec has: " + String.join(", ", unknown));
        }
    }

    private PodTemplateSpec read(ObjectNode merged) throws JsonProcessingException {
        PodTemplateSpec template = json.treeToValue(merged, PodTemplateSpec.class);
        return Objects.requireNonNullElseGet(template, PodTemplateSpec::new);
    }

    private static Predicate<ContainerBuilder> isWorker() {
        return container -> CONTAINER.equals(container.getName());
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
