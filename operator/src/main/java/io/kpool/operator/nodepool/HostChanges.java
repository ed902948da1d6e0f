package io.kpool.operator.nodepool;

import io.kpool.crd.HostState;
import io.kpool.crd.HostStatus;
import io.kpool.operator.events.ResourceEvents.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What of two reports is worth an Event: a host that became ready, came to grief, or is no more. Pure. */
final class HostChanges {
    private HostChanges() {}

    /** @param inherited hosts that an earlier operator most likely told of as they are, unless it is known what it told */
    static List<Happening> between(
            Map<String, HostStatus> before, Map<String, HostStatus> after, Set<String> inherited) {
        List<Happening> changes = new ArrayList<>();
        new TreeMap<>(after).forEach((name, host) -> {
            HostStatus last = before.getOrDefault(name, inherited.contains(name) ? host : null);
            change(last, host).ifPresent(changes::add);
        });
        new TreeMap<>(before)
                .keySet().stream()
                        .filter(name -> !after.containsKey(name))
                        .forEach(name -> changes.add(normal("HostRemoved", "Host " + name + " is gone.")));
        return changes;
    }

    private static Optional<Happening> change(HostStatus before, HostStatus after) {
        HostState last = before == null ? HostState.Starting : before.state();
        boolean same = last == after.state();
        return switch (after.state()) {
            case Ready ->
                same || last == HostState.Suspect
                        ? Optional.empty()
                        : Optional.of(normal("HostReady", "Host " + after.name() + " is ready" + where(after) + "."));
            case Failed ->
                same
                                && before.reason().equals(after.reason())
                                && before.message().equals(after.message())
                        ? Optional.empty()
                        : Optional.of(warning("HostFailed", after));
            case Lost -> same ? Optional.empty() : Optional.of(warning("HostLost", after));
            case Absent -> last.isServing() ? Optional.of(warning("HostAbsent", after)) : Optional.empty();
            case Starting ->
                last.isServing() && after.podName().isEmpty() ? Optional.of(vanished(after)) : Optional.empty();
            case Suspect, Draining -> Optional.empty();
        };
    }

    /** Deleted in order, it would have drained first. */
    private static Happening vanished(HostStatus host) {
        return new Happening(
                Happening.Kind.WARNING,
                "HostLost",
                "Host " + host.name() + ": its pod is gone without having ended in order, as after a deletion by force;"
                        + " another one is made.");
    }

    private static String where(HostStatus host) {
        return host.nodeName().isEmpty() ? "" : " on node " + host.nodeName();
    }

    private static Happening normal(String reason, String note) {
        return new Happening(Happening.Kind.NORMAL, reason, note);
    }

    private static Happening warning(String reason, HostStatus host) {
        return new Happening(
                Happening.Kind.WARNING, reason, "Host " + host.name() + ": " + host.reason() + ": " + host.message());
    }
}
