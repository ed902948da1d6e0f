package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a pool should be. A field that is left out reads as its default. The template is kept as it was written, not as a
 * PodTemplateSpec: one that is none must not keep the operator from reading the pool, which then says so.
 */
@ResourcePart
@RecordBuilder
@ValidationRule(value = NodePoolRules.SOME_HOST, message = NodePoolRules.SOME_HOST_MESSAGE, optionalOldSelf = true)
@ValidationRule(
        value = NodePoolRules.ATTACHED_APART,
        message = NodePoolRules.ATTACHED_APART_MESSAGE,
        fieldPath = ".attached")
public record NodePoolSpec(
        @Size(max = Limits.HOSTS)
        @JsonPropertyDescription(
                "The named hosts of the pool, at most 1000; each gets one worker pod. Replaces .hosts.erlang.")
        @ListMap("name")
        List<HostSpec> hosts,

        @Default("0")
        @Min(0)
        @Max(Limits.HOSTS)
        @SpecReplicas
        @JsonPropertyDescription(
                "How many elastic hosts there are beside the named ones: r0, r1 … This is what kubectl scale and a HorizontalPodAutoscaler set.")
        Integer replicas,

        @Size(max = Limits.ATTACHED_HOSTS)
        @ValidationRule(
                value = NodePoolRules.ATTACHED_LABELS,
                message = "an attached host's name" + Rules.DNS_LABEL_MESSAGE)
        @ValidationRule(value = NodePoolRules.ATTACHED_NOT_RESERVED, message = Rules.NOT_RESERVED_MESSAGE)
        @JsonPropertyDescription(
                "Names of hosts that someone else starts and that may join the pool. None of them may be in hosts.")
        @ListSet
        List<@Size(min = 1, max = 63) String> attached,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Service accounts of this namespace whose tokens attached hosts may show. Left out: nobody's.")
        @ListSet
        List<@Size(min = 1, max = 253) String> attachServiceAccounts,

        @Size(max = Limits.HOSTS)
        @JsonPropertyDescription("Names of hosts that get no new processes. Those that run there run on.")
        @ListSet
        List<@Size(min = 1, max = 63) String> cordoned,

        @Size(max = 1024)
        @JsonPropertyDescription(
                "The image of the workers, built FROM the worker image. Left out: the worker image that the operator was installed with.")
        String image,

        @Size(max = 64)
        @ValidationRule(value = NodePoolRules.PROPERTIES, message = NodePoolRules.PROPERTIES_MESSAGE)
        @JsonPropertyDescription(
                "System properties that Java functions can read, each as -Dname=value, and nothing else. Appended to the command line of every worker's agent.")
        List<@Size(max = 4096) String> args,

        @PreserveUnknownFields
        @JsonPropertyDescription(
                "A PodTemplateSpec that is merged under what the operator sets. The worker is the container named worker.")
        Map<String, Object> template,

        @Default("default")
        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
                "The service account that the worker pods run under. Its token is not given to user code.")
        String serviceAccountName,

        @Default("256")
        @Min(1)
        @Max(Limits.SLOTS)
        @JsonPropertyDescription("How many processes one worker runs at once.")
        Integer slots,

        @Default("{}")
        @JsonPropertyDescription("How a host is chosen for a process, and what happens when none has room.")
        PlacementSpec placement,

        @Default("2")
        @Min(1)
        @Max(60)
        @JsonPropertyDescription("How often a worker reports its load, in seconds, when it has changed.")
        Integer loadReportPeriodSeconds,

        @Default("32")
        @Min(1)
        @Max(3600)
        @JsonPropertyDescription(
                "How many seconds a worker may take from its container running to its joining the pool. A slow image pull does not count.")
        Integer startTimeoutSeconds,

        @Default("30")
        @Min(0)
        @Max(86_400)
        @JsonPropertyDescription(
                "How many seconds the processes of a host that is removed, replaced or evicted get to end. Then they exit with reason shutdown.")
        Integer drainTimeoutSeconds,

        @Default("300")
        @Min(0)
        @Max(86_400)
        @JsonPropertyDescription(
                "After so many seconds without an operator a worker ends its processes and exits. 0: never.")
        Integer masterLossSeconds,

        @Default("{}")
        @JsonPropertyDescription("How the workers are replaced when what they are made from has changed.")
        UpdateStrategy updateStrategy) {
    public NodePoolSpec {
        hosts = Absent.list(hosts);
        replicas = Absent.number(replicas);
        attached = Absent.list(attached);
        attachServiceAccounts = Absent.list(attachServiceAccounts);
        cordoned = Absent.list(cordoned);
        image = Absent.text(image);
        args = Absent.list(args);
        template = Absent.map(template);
        serviceAccountName = Absent.or(serviceAccountName, "default");
        slots = Absent.or(slots, 256);
        placement = Absent.or(placement, PlacementSpec.DEFAULT);
        loadReportPeriodSeconds = Absent.or(loadReportPeriodSeconds, 2);
        startTimeoutSeconds = Absent.or(startTimeoutSeconds, 32);
        drainTimeoutSeconds = Absent.or(drainTimeoutSeconds, 30);
        masterLossSeconds = Absent.or(masterLossSeconds, 300);
        updateStrategy = Absent.or(updateStrategy, UpdateStrategy.DEFAULT);
    }

    /** How many processes the worker of that host runs at once. */
    public int slotsOf(HostSpec host) {
        return host.ownSlots().orElse(slots);
    }

    public Duration loadReportPeriod() {
        return Duration.ofSeconds(loadReportPeriodSeconds);
    }

    public Duration startTimeout() {
        return Duration.ofSeconds(startTimeoutSeconds);
    }

    public Duration drainTimeout() {
        return Duration.ofSeconds(drainTimeoutSeconds);
    }
}
