package io.kpool.operator.http;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupBuilder;
import io.fabric8.kubernetes.api.model.APIGroupListBuilder;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscoveryBuilder;
import io.kpool.operator.security.Permission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What API servers and their clients are told of this group. It has subresources only: what is listed as a resource is
 * taken by kubectl, by the controllers that delete namespaces and by collectors of garbage for objects in a store.
 */
final class Discovery {
    private static final String GROUPS = "/apis";
    private static final String VERSION = Endpoints.BASE.substring(Endpoints.BASE.lastIndexOf('/') + 1);
    private static final String GROUP_VERSION = Permission.GROUP + "/" + VERSION;

    private Discovery() {}

    /** By path. */
    static Map<String, Object> documents(List<Endpoint> endpoints) {
        APIGroup group = group();
        return Map.of(
                GROUPS,
                new APIGroupListBuilder().withGroups(group).build(),
                GROUPS + "/" + Permission.GROUP,
                group,
                Endpoints.BASE,
                new APIResourceListBuilder()
                        .withGroupVersion(GROUP_VERSION)
                        .withResources(resources(endpoints))
                        .build());
    }

    private static APIGroup group() {
        GroupVersionForDiscovery version = new GroupVersionForDiscoveryBuilder()
                .withGroupVersion(GROUP_VERSION)
                .withVersion(VERSION)
                .build();
        return new APIGroupBuilder()
                .withApiVersion("v1")
                .withName(Permission.GROUP)
                .withVersions(version)
                .withPreferredVersion(version)
                .build();
    }

    private static List<APIResource> resources(List<Endpoint> endpoints) {
        Map<String, List<Endpoint>> bySubresource = endpoints.stream()
                .filter(endpoint -> endpoint.inFront().resource().contains("/"))
                .collect(Collectors.groupingBy(
                        endpoint -> endpoint.inFront().resource(), LinkedHashMap::new, Collectors.toList()));
        return bySubresource.entrySet().stream()
                .map(one -> resource(one.getKey(), one.getValue()))
                .toList();
    }

    private static APIResource resource(String name, List<Endpoint> endpoints) {
        Stream<String> verbs =
                endpoints.stream().map(endpoint -> endpoint.inFront().verb());
        return new APIResourceBuilder()
                .withName(name)
                .withSingularName("")
                .withNamespaced(true)
                .withKind(endpoints.getFirst().about().answer().getSimpleName())
                .withVerbs(List.copyOf(verbs.collect(Collectors.toCollection(TreeSet::new))))
                .build();
    }
}
