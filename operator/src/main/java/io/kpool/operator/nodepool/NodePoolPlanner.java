package io.kpool.operator.nodepool;

import io.kpool.crd.HostSpec;
import io.kpool.crd.NodePoolSpec;
import io.kpool.operator.nodepool.HostWish.Kind;
import io.kpool.operator.nodepool.HostWish.Place;
import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.HostView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a pool's spec and what is seen of it into a plan. Pure. */
final class NodePoolPlanner {
    private final NodePoolSpec spec;
    private final Observation seen;
    private final HostPlanner hosts;
    private final AttachedHosts attached;

    private NodePoolPlanner(NodePoolSpec spec, Observation seen) {
        this.spec = spec;
        this.seen = seen;
        this.hosts = new HostPlanner(spec.startTimeout(), seen.servingSince(), seen.now());
        this.attached = new AttachedHosts(seen);
    }

    /** @param templateHash what a host's pod would be rendered from now */
    static NodePoolPlan plan(NodePoolSpec spec, Function<HostWish, String> templateHash, Observation seen) {
        return new NodePoolPlanner(spec, seen).plan(templateHash);
    }

    private NodePoolPlan plan(Function<HostWish, String> templateHash) {
        List<HostWish> wishes = wishes();
        Map<String, String> hashes = new LinkedHashMap<>();
        wishes.stream()
                .filter(wish -> !wish.isAttached())
                .forEach(wish -> hashes.put(wish.name(), templateHash.apply(wish)));
        List<HostPlan> decided = wishes.stream()
                .map(wish -> decide(wish, hashes).admitted(wish.admission()))
                .toList();
        Set<String> outdated = hashes.keySet().stream()
                .filter(host -> isOutdated(host, hashes.get(host)))
                .collect(Collectors.toSet());
        List<HostPlan> rolled = new RollingUpdate(spec.updateStrategy(), seen).roll(decided, outdated);
        Set<String> wanted = wishes.stream().map(HostWish::name).collect(Collectors.toSet());
        return new NodePoolPlan(wishes, rolled, removed(wanted), farewells(wanted), outdated.size());
    }

    private HostPlan decide(HostWish wish, Map<String, String> hashes) {
        String host = wish.name();
        WorkerPod pod = seen.pods().get(host);
        HostMemory memory = seen.memoryOf(host);
        if (wish.isAttached()) {
            return pod == null ? attached.wanted(host) : hosts.remove(host, pod, memory);
        }
        if (pod == null) {
            return attached.hasWorker(host) ? attached.leaving(host) : hosts.start(host, hashes.get(host), memory);
        }
        HostView view = seen.workers().get(host);
        return hosts.look(host, view == null ? SeenWorker.unknown(pod) : SeenWorker.of(pod, view), memory);
    }

    private boolean isOutdated(String host, String templateHash) {
        WorkerPod pod = seen.pods().get(host);
        return pod != null && !pod.leaving() && !pod.templateHash().equals(templateHash);
    }

    private List<HostPlan> removed(Set<String> wanted) {
        Stream<HostPlan> started = seen.pods().entrySet().stream()
                .filter(pod -> !wanted.contains(pod.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(pod -> hosts.remove(pod.getKey(), pod.getValue(), seen.memoryOf(pod.getKey())));
        return Stream.concat(started, attached.leaving(wanted).stream()).toList();
    }

    private List<WorkerNews> farewells(Set<String> wanted) {
        return seen.memory().entrySet().stream()
                .filter(memory -> !wanted.contains(memory.getKey()))
                .filter(memory -> !seen.pods().containsKey(memory.getKey()))
                .flatMap(memory -> HostPlanner.vanished(memory.getKey(), memory.getValue()).stream())
                .toList();
    }

    private List<HostWish> wishes() {
        List<HostWish> wishes = new ArrayList<>();
        for (HostSpec host : spec.hosts()) {
            wishes.add(new HostWish(
                    host.name(),
                    Kind.NAMED,
                    spec.slotsOf(host),
                    new Place(host.nodeSelector(), host.nodeName()),
                    admission(host.name())));
        }
        for (String host : elastic()) {
            wishes.add(new HostWish(host, Kind.ELASTIC, spec.slots(), Place.ANYWHERE, admission(host)));
        }
        for (String host : spec.attached()) {
            wishes.add(new HostWish(host, Kind.ATTACHED, spec.slots(), Place.ANYWHERE, admission(host)));
        }
        return wishes;
    }

    private List<String> elastic() {
        Set<String> present = Stream.concat(
                        seen.pods().entrySet().stream()
                                .filter(pod -> !pod.getValue().leaving())
                                .map(Map.Entry::getKey),
                        seen.memory().entrySet().stream()
                                .filter(memory -> memory.getValue().isWanted())
                                .map(Map.Entry::getKey)
                                .filter(host -> !seen.pods().containsKey(host)))
                .filter(ElasticHosts::isElastic)
                .collect(Collectors.toSet());
        Map<String, Integer> processes = new HashMap<>();
        present.forEach(host -> processes.put(host, seen.worthOf(host)));
        return ElasticHosts.choose(spec.replicas(), present, processes);
    }

    private Admission admission(String host) {
        return spec.cordoned().contains(host) ? Admission.CORDONED : Admission.OPEN;
    }
}
