package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.List;
import java.util.Optional;

/**
 * A host's own demand for one node, as affinity, so that the scheduler still decides whether there is room. The terms
 * of an affinity are alternatives, hence the demand is added to each that the template has.
 */
final class HostPlacement {
    private final String nodeName;

    private HostPlacement(String nodeName) {
        this.nodeName = nodeName;
    }

    static HostPlacement of(HostWish.Place place) {
        return new HostPlacement(place.nodeName());
    }

    PodTemplateSpec addTo(PodTemplateSpec template) {
        if (nodeName.isEmpty()) {
            return template;
        }
        List<NodeSelectorTerm> terms = terms(template.getSpec()).stream()
                .map(term -> new NodeSelectorTermBuilder(term)
                        .addToMatchFields(onNode())
                        .build())
                .toList();
        return new PodTemplateSpecBuilder(template)
                .editSpec()
                .editOrNewAffinity()
                .editOrNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withNodeSelectorTerms(terms)
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .endAffinity()
                .endSpec()
                .build();
    }

    private static List<NodeSelectorTerm> terms(PodSpec spec) {
        return Optional.ofNullable(spec.getAffinity())
                .map(affinity -> affinity.getNodeAffinity())
                .map(affinity -> affinity.getRequiredDuringSchedulingIgnoredDuringExecution())
                .map(required -> required.getNodeSelectorTerms())
                .filter(terms -> !terms.isEmpty())
                .orElseGet(() -> List.of(new NodeSelectorTerm()));
    }

    private NodeSelectorRequirement onNode() {
        return new NodeSelectorRequirementBuilder()
                .withKey("metadata.name")
                .withOperator("In")
                .withValues(nodeName)
                .build();
    }
}
