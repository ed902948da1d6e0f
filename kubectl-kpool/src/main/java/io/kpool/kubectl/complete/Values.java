package io.kpool.kubectl.complete;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.command.Session;
import io.kpool.kubectl.wire.Live;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What can stand where the help has a word in capitals. */
final class Values {
    private final Session session;
    private final String first;

    /** @param first the word before: a pool, of whose hosts one is wanted, or what is to be got */
    Values(Session session, String first) {
        this.session = session;
        this.first = first;
    }

    List<String> of(String label) {
        return switch (label) {
            case "POOL" -> pools();
            case "HOST" -> first.isEmpty() ? List.of() : hosts(first);
            case "POOL/HOST" -> places();
            case "PID" -> pids();
            case "PID|POOL" -> Stream.concat(pools().stream(), pids().stream()).toList();
            case "PID|NAME" -> Stream.concat(names().stream(), pids().stream()).toList();
            case "POOL/HOST|NAME" ->
                Stream.concat(names().stream(), places().stream()).toList();
            case "GROUP" -> groups();
            case "NAME" -> names();
            case "SPAWN" -> named("spawns");
            case "KIND" -> List.of("pools", "hosts", "processes", "groups", "names");
            case "OF-KIND" -> ofKind();
            case "SHELL" -> List.of("bash", "zsh", "fish");
            case "FORMAT" -> List.of("wide", "json", "yaml", "name", "jsonpath=");
            case "Thread|Process" -> List.of("Thread", "Process");
            default -> List.of();
        };
    }

    private List<String> ofKind() {
        return switch (first) {
            case "groups", "group" -> groups();
            case "names", "name" -> names();
            default -> pools();
        };
    }

    private List<String> pools() {
        return named("nodepools");
    }

    private List<String> named(String plural) {
        return session.resources().list(session.namespace(), plural).stream()
                .map(resource -> resource.path("metadata").path("name").asText())
                .toList();
    }

    private List<String> hosts(String pool) {
        List<String> hosts = new ArrayList<>();
        session.live().hosts(pool).forEach(host -> hosts.add(host.path("host").asText()));
        return hosts;
    }

    private List<String> places() {
        return pools().stream()
                .flatMap(pool -> hosts(pool).stream().map(host -> pool + "/" + host))
                .toList();
    }

    private List<String> pids() {
        Live live = session.live();
        List<String> pids = new ArrayList<>();
        for (String pool : pools()) {
            for (JsonNode process : live.processes(pool)) {
                if (process.has("pid")) {
                    pids.add(process.path("pid").asText() + "\t"
                            + process.path("state").asText());
                }
            }
        }
        return pids;
    }

    private List<String> groups() {
        return session.live().groups().stream().filter(Live::passes).toList();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        session.live().names().forEach(name -> names.add(name.path("name").asText()));
        return names.stream().filter(Live::passes).toList();
    }
}
