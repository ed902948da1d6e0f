package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A process in a pool; {@code pool:pspawn/3} as a resource. Its name is its idempotency key. */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@ShortNames("spw")
@Categories(ApiGroup.CATEGORY)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonClassDescription(
        "A process, started once in the least-loaded worker of a pool: a Java function or a command. Deleting the Spawn kills it.")
@AdditionalPrinterColumn(name = "Pool", jsonPath = ".spec.poolName", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Host", jsonPath = ".status.hostName", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Pid", jsonPath = ".status.pid", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Succeeded",
        jsonPath = ".status.conditions[?(@.type==\"Succeeded\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Succeeded\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Node",
        jsonPath = ".status.nodeName",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Attempts",
        jsonPath = ".status.attempts",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Succeeded\")].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalSelectableField(jsonPath = ".spec.poolName")
@AdditionalSelectableField(jsonPath = ".status.hostName")
public class Spawn extends CustomResource<SpawnSpec, SpawnStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    /** What was last reported; an empty status before the first report. */
    public SpawnStatus lastStatus() {
        return status == null ? SpawnStatus.NONE : status;
    }
}
