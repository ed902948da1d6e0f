package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What a pool is. {@code ready} is made from the two numbers of hosts and is there for people who read a table; whatever
 * is given for it is ignored.
 */
@ResourcePart
@RecordBuilder
public record NodePoolStatus(
        @JsonPropertyDescription("The metadata.generation that this status is about.")
        Long observedGeneration,

        @StatusReplicas @JsonPropertyDescription("How many elastic hosts have a pod.")
        Integer replicas,

        @LabelSelector
        @Size(max = 1024)
        @JsonPropertyDescription("Selects the pods of the elastic hosts, for a HorizontalPodAutoscaler.")
        String selector,

        @JsonPropertyDescription("How many of the wanted hosts are ready.")
        Integer readyHosts,

        @JsonPropertyDescription(
                "How many hosts spec.hosts and spec.replicas ask for, and how many of spec.attached are there.")
        Integer wantedHosts,

        @Size(max = 32) @JsonPropertyDescription("readyHosts/wantedHosts, for people.")
        String ready,

        @Size(max = 16)
        @JsonPropertyDescription(
                "Ready: every wanted host is ready. Progressing: hosts start, drain or are replaced. Degraded: at least one host failed; the pool serves with the others.")
        @ListMap("type")
        List<Condition> conditions,

        @JsonPropertyDescription("The load of the pool, over its hosts that are ready.")
        LoadSummary load,

        @Size(max = Limits.REPORTED_HOSTS)
        @JsonPropertyDescription("What is known of each host, at most 100 of them; failed ones first.")
        @ListMap("name")
        List<HostStatus> hosts) {
    /** Of a pool of which nothing was reported. */
    public static final NodePoolStatus NONE = new NodePoolStatus(null, null, null, null, null, null, null, null, null);

    public NodePoolStatus {
        observedGeneration = Absent.or(observedGeneration, 0L);
        replicas = Absent.number(replicas);
        selector = Absent.text(selector);
        readyHosts = Absent.number(readyHosts);
        wantedHosts = Absent.number(wantedHosts);
        ready = readyHosts + "/" + wantedHosts;
        conditions = Absent.list(conditions);
        load = Absent.or(load, LoadSummary.NONE);
        hosts = Absent.list(hosts);
        if (hosts.size() > Limits.REPORTED_HOSTS) {
            throw new IllegalArgumentException("a status has at most " + Limits.REPORTED_HOSTS + " hosts");
        }
    }
}
