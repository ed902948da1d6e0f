package io.kpool.crd;

import java.util.List;
import java.util.stream.Stream;

/**
 * The fields that a resource uses and whose behaviour is not there yet. The operator names them in a condition with
 * reason {@code NotSupportedYet}, so that nothing is silently ignored; who builds such a behaviour takes its line out.
 */
public final class UnsupportedFields {
    private UnsupportedFields() {}

    /** Paths of such fields in a Spawn, in the order of the type; empty: none. */
    public static List<String> of(SpawnSpec spawn) {
        return Stream.of(used("spec.registerAs", spawn.registerAs()), used("spec.groups", spawn.groups()))
                .flatMap(path -> path)
                .toList();
    }

    private static Stream<String> used(String path, List<?> values) {
        return values.isEmpty() ? Stream.empty() : Stream.of(path);
    }
}
