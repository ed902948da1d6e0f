package io.kpool.worker;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The worker's command line, what {@code spec.args} of a NodePool appends to: {@code -Dname=value} sets a system
 * property, which functions can read. There is nothing else, and nothing is ignored.
 */
final class Arguments {
    private static final String PROPERTY = "-D";

    private Arguments() {}

    static Map<String, String> properties(List<String> arguments) {
        return arguments.stream()
                .map(Arguments::property)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, last) -> last));
    }

    private static Map.Entry<String, String> property(String argument) {
        int equals = argument.indexOf('=');
        if (!argument.startsWith(PROPERTY) || equals == PROPERTY.length()) {
            throw new ConfigurationException(
                    "argument '" + argument + "' is not known: arguments have the form -Dname=value");
        }
        return equals < 0
                ? Map.entry(argument.substring(PROPERTY.length()), "")
                : Map.entry(argument.substring(PROPERTY.length(), equals), argument.substring(equals + 1));
    }
}
