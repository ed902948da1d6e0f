package io.kpool.operator.nodepool;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.kpool.crd.NodePoolSpec;
import io.kpool.operator.events.ResourceEvents.Happening;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What of a pool's spec is allowed and has no effect, as Events to be. Pure. */
final class SpecRemarks {
    private SpecRemarks() {}

    static List<Happening> of(NodePoolSpec spec, List<HostWish> wishes, TemplateFindings template) {
        return Stream.of(overruled(template), cordonedUnknown(spec, wishes), attachedByNobody(spec))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Those that the user was not told last. */
    static List<Happening> fresh(List<Happening> before, List<Happening> now) {
        return now.stream().filter(remark -> !before.contains(remark)).toList();
    }

    private static Optional<Happening> overruled(TemplateFindings template) {
        return template.overruled().isEmpty()
                ? Optional.empty()
                : remark(
                        "TemplateOverruled",
                        "Without effect in spec.template, because the operator sets it: "
                                + String.join(", ", template.overruled()));
    }

    private static Optional<Happening> cordonedUnknown(NodePoolSpec spec, List<HostWish> wishes) {
        Set<String> hosts = wishes.stream().map(HostWish::name).collect(toSet());
        String unknown =
                spec.cordoned().stream().filter(host -> !hosts.contains(host)).collect(joining(", "));
        return unknown.isEmpty()
                ? Optional.empty()
                : remark(
                        "CordonedUnknown",
                        "Without effect in spec.cordoned, because the pool has no such host: " + unknown);
    }

    private static Optional<Happening> attachedByNobody(NodePoolSpec spec) {
        return spec.attachServiceAccounts().isEmpty() || !spec.attached().isEmpty()
                ? Optional.empty()
                : remark(
                        "NothingToAttach",
                        "Without effect: spec.attachServiceAccounts, because spec.attached names no host");
    }

    private static Optional<Happening> remark(String reason, String note) {
        return Optional.of(new Happening(Happening.Kind.WARNING, reason, note));
    }
}
