package io.kpool.kubectl.command;

import static io.kpool.kubectl.print.Column.of;
import static io.kpool.kubectl.print.Column.wide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kpool.kubectl.print.Ages;
import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Live;
import io.kpool.kubectl.wire.Pid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code get} lists. */
enum Kind {
    POOLS(Kind::pools, "pools", "pool", "nodepools", "nodepool", "npool"),
    HOSTS(Kind::hosts, "hosts", "host"),
    PROCESSES(Kind::processes, "processes", "process", "ps"),
    GROUPS(Kind::groups, "groups", "group"),
    NAMES(Kind::names, "names", "name");

    private final Function<Scope, Listing> listing;
    private final List<String> words;

    Kind(Function<Scope, Listing> listing, String... words) {
        this.listing = listing;
        this.words = List.of(words);
    }

    static Kind named(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.words.contains(word))
                .findFirst()
                .orElseThrow(() -> Failure.usage(
                        "there is no \"" + word + "\" to get: say pools, hosts, processes, groups" + " or names"));
    }

    String word() {
        return words.getFirst();
    }

    Listing list(Scope scope) {
        return listing.apply(scope);
    }

    private static Listing pools(Scope scope) {
        List<JsonNode> pools = scope.pools();
        Instant now = scope.session().now();
        return new Listing(
                scope.columns(
                        of("NAME", Scope::nameOf),
                        of("READY", pool -> pool.path("status").path("ready").asText("")),
                        of(
                                "REASON",
                                pool -> condition(pool, "Ready").path("reason").asText("")),
                        of("PROCESSES", pool -> load(pool, "processes")),
                        of("QUEUED", pool -> load(pool, "queued")),
                        of(
                                "LOAD",
                                pool -> Loads.of(
                                        pool.path("status").path("load").path("average"))),
                        of("AGE", pool -> age(pool, now)),
                        wide("SLOTS", pool -> load(pool, "slots")),
                        wide(
                                "MESSAGE",
                                pool -> condition(pool, "Ready").path("message").asText(""))),
                pools,
                pool -> "nodepool.kpool.io/" + Scope.nameOf(pool),
                scope.names().size() == 1 ? pools.getFirst() : Printing.wrapped(pools),
                scope.nothing("pools"));
    }

    private static Listing hosts(Scope scope) {
        List<JsonNode> hosts = new ArrayList<>();
        for (JsonNode pool : scope.pools()) {
            Live live = scope.session().live(Scope.namespaceOf(pool));
            live.hosts(Scope.nameOf(pool)).forEach(host -> hosts.add(Scope.placed(pool, host)));
        }
        return new Listing(
                scope.columns(
                        of("POOL", host -> host.path("pool").asText()),
                        of("HOST", host -> host.path("host").asText()),
                        of("STATE", HostRow::state),
                        of("LOAD", host -> Loads.of(host.path("loadMilli"))),
                        of("PROCESSES", host -> host.path("processes").asText("")),
                        of("SLOTS", HostRow::slots),
                        of("REPORTED", HostRow::reported),
                        of("REASON", host -> host.path("reason").asText("")),
                        wide("INCARNATION", host -> host.path("incarnation").asText("")),
                        wide("MESSAGE", host -> host.path("message").asText(""))),
                hosts,
                host -> host.path("pool").asText() + "/" + host.path("host").asText(),
                Printing.wrapped(hosts),
                scope.nothing("hosts"));
    }

    private static Listing processes(Scope scope) {
        List<JsonNode> processes = new ArrayList<>();
        for (JsonNode pool : scope.pools()) {
            Live live = scope.session().live(Scope.namespaceOf(pool));
            live.processes(Scope.nameOf(pool)).forEach(process -> processes.add(Scope.placed(pool, process)));
        }
        Instant now = scope.session().now();
        return new Listing(
                scope.columns(
                        of("PID", process -> process.path("pid").asText("")),
                        of("STATE", process -> process.path("state").asText("")),
                        of(
                                "EXIT",
                                process -> process.path("exit").path("reason").asText("")),
                        of("STARTED", process -> started(process, now)),
                        of("OWNER", process -> process.path("owner").asText("")),
                        wide(
                                "CODE",
                                process -> process.path("exit").path("code").asText("")),
                        wide(
                                "MESSAGE",
                                process -> process.path("exit").path("message").asText(""))),
                processes,
                process -> process.path("pid").asText(""),
                Printing.wrapped(processes),
                scope.nothing("processes"));
    }

    private static Listing groups(Scope scope) {
        List<JsonNode> groups = new ArrayList<>();
        // A group does not need a pool beside it.
        for (String namespace : scope.namespaces("nodepools", "processgroups")) {
            Live live = scope.session().live(namespace);
            List<String> names = scope.names().isEmpty() ? passing(scope.session(), live.groups()) : scope.names();
            names.forEach(name -> groups.add(standing(namespace, name, live.members(name, ""))));
        }
        return standings(scope, groups, "groups");
    }

    private static List<String> passing(Session session, List<String> groups) {
        groups.stream()
                .filter(group -> !Live.passes(group))
                .forEach(group -> session.say(
                        "warning: \"" + group + "\" is left out: it is no name that comes through the API server"));
        return groups.stream().filter(Live::passes).toList();
    }

    private static Listing names(Scope scope) {
        List<JsonNode> names = new ArrayList<>();
        for (String namespace : scope.namespaces("nodepools")) {
            for (JsonNode name : scope.session().live(namespace).names()) {
                String text = name.path("name").asText();
                if (scope.names().isEmpty() || scope.names().contains(text)) {
                    List<String> pids = new ArrayList<>();
                    name.path("pids").forEach(pid -> pids.add(pid.asText()));
                    names.add(standing(namespace, text, pids));
                }
            }
        }
        scope.names().stream()
                .filter(wanted -> names.stream()
                        .noneMatch(name -> name.path("name").asText().equals(wanted)))
                .findFirst()
                .ifPresent(missing -> {
                    throw Failure.of("nobody is registered as \"" + missing + "\" in namespace " + scope.namespace());
                });
        return standings(scope, names, "names");
    }

    private static ObjectNode standing(String namespace, String name, List<String> pids) {
        ObjectNode standing = JsonNodeFactory.instance.objectNode();
        standing.put("namespace", namespace).put("name", name);
        pids.forEach(standing.putArray("pids")::add);
        return standing;
    }

    private static Listing standings(Scope scope, List<JsonNode> items, String things) {
        return new Listing(
                scope.columns(
                        of("NAME", item -> item.path("name").asText()),
                        of("MEMBERS", item -> Integer.toString(item.path("pids").size())),
                        of("HOSTS", item -> String.join(",", places(item))),
                        wide("PIDS", item -> pids(item).collect(Collectors.joining(",")))),
                items,
                item -> item.path("name").asText(),
                Printing.wrapped(items),
                scope.nothing(things));
    }

    private static Stream<String> pids(JsonNode item) {
        List<String> pids = new ArrayList<>();
        item.path("pids").forEach(pid -> pids.add(pid.asText()));
        return pids.stream();
    }

    private static List<String> places(JsonNode item) {
        return pids(item)
                .filter(Pid::is)
                .map(Pid::of)
                .map(pid -> pid.pool() + "/" + pid.host())
                .distinct()
                .toList();
    }

    private static String started(JsonNode process, Instant now) {
        return process.has("startTime") ? Ages.since(process.path("startTime").asText(), now) : "";
    }

    private static String age(JsonNode resource, Instant now) {
        return Ages.since(resource.path("metadata").path("creationTimestamp").asText(""), now);
    }

    private static String load(JsonNode pool, String field) {
        return pool.path("status").path("load").path(field).asText("");
    }

    static JsonNode condition(JsonNode resource, String type) {
        for (JsonNode condition : resource.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return MissingNode.getInstance();
    }
}
