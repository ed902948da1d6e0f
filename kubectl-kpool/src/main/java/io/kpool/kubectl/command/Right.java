package io.kpool.kubectl.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something that commands have to be allowed, by the operator or by the API server before it, which asks on its own. */
record Right(String group, String resource, String verb) {
    private static final String KPOOL = "kpool.io";
    private static final String LIVE = "live.kpool.io";

    static final List<Right> ALL = Stream.of(
                    to("list", KPOOL, "nodepools", "spawns", "processgroups"),
                    to("get", KPOOL, "nodepools", "nodepools/scale", "spawns"),
                    to("create", KPOOL, "spawns"),
                    to("update", KPOOL, "nodepools/scale", "spawns"),
                    to("delete", KPOOL, "nodepools"),
                    to("list", LIVE, "nodepools/processes", "groups", "names"),
                    to("get", LIVE, "nodepools/nodes", "nodepools/explain", "nodepools/processes", "nodepools/log"),
                    to("get", LIVE, "groups", "groups/members", "groups/closest", "names"),
                    to("create", LIVE, "nodepools/spawn", "nodepools/exit", "nodepools/call"),
                    to("create", LIVE, "nodepools/processes", "nodepools/nodes"),
                    to("create", LIVE, "nodepools/attach", "nodepools/connect", "nodepools/disconnect"),
                    to("create", LIVE, "nodepools/cordon", "nodepools/uncordon"),
                    to("create", LIVE, "groups", "groups/join", "groups/leave"),
                    to("create", LIVE, "names/call", "names/cast", "names/rpc"),
                    to("update", LIVE, "nodepools/attach", "nodepools/cordon", "groups"),
                    to("delete", LIVE, "groups"))
            .flatMap(rights -> rights)
            .toList();

    private static Stream<Right> to(String verb, String group, String... resources) {
        return Stream.of(resources).map(resource -> new Right(group, resource, verb));
    }

    /** For a person: by verb, since whoever lacks one often lacks many. */
    static String listed(List<Right> rights) {
        Map<String, String> byVerb = rights.stream()
                .collect(Collectors.groupingBy(
                        Right::verb,
                        LinkedHashMap::new,
                        Collectors.mapping(Right::resource, Collectors.joining(", "))));
        return byVerb.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
