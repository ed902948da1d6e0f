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

/** A pool of hosts, each with one warm worker pod; {@code pool:start/2} as a resource, and its deletion {@code pool:stop/0}. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@ShortNames("npool")
@Categories(ApiGroup.CATEGORY)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription(
        "A pool of named hosts. One warm worker pod runs for each host, and processes start in the least-loaded one.")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.ready", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Processes",
        jsonPath = ".status.load.processes",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Load(milli)",
        jsonPath = ".status.load.average",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class NodePool extends CustomResource<NodePoolSpec, NodePoolStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    /** What was last reported; an empty status before the first report. */
    public NodePoolStatus lastStatus() {
        return status == null ? NodePoolStatus.NONE : status;
    }
}
