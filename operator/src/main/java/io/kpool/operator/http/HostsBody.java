package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.kpool.crd.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Hosts of a pool: what is asked is done with all of them or with none. */
record HostsBody(
        @Required @Size(min = 1, max = Limits.HOSTS) @JsonPropertyDescription("Names of hosts, all or none.")
        List<@Size(min = 1, max = 63) String> hosts) {
    HostsBody {
        hosts = hosts == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(hosts));
    }
}
