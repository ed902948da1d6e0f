package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** The names of a namespace. */
record RegistryAnswer(@JsonPropertyDescription("In order.") List<Registered> names) {

    /** A name, and who has it. */
    record Registered(
            @JsonPropertyDescription("The name.") String name,

            @JsonPropertyDescription("In the order of pids, each as often as it was registered.")
            List<String> pids) {}
}
