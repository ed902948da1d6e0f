package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A named group of processes; {@code pg2:create/1} as a resource. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@ShortNames("pgrp")
@Categories(ApiGroup.CATEGORY)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription(
        "A named group of processes, as Erlang's pg2 has them. Any process may join; with a template a number of members is kept alive.")
@AdditionalPrinterColumn(name = "Group", jsonPath = ".spec.groupName", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Members", jsonPath = ".status.members", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Hosts", jsonPath = ".status.hosts", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Wanted", jsonPath = ".spec.replicas", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class ProcessGroup extends CustomResource<ProcessGroupSpec, ProcessGroupStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    /** The group's name: what the spec says, else the resource's own. */
    public String groupName() {
        return spec.groupName().isEmpty() ? getMetadata().getName() : spec.groupName();
    }

    /** What was last reported; an empty status before the first report. */
    public ProcessGroupStatus lastStatus() {
        return status == null ? ProcessGroupStatus.NONE : status;
    }
}
