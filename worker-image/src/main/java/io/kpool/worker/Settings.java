package io.kpool.worker;

import java.util.Map;
import java.util.Optional;

/** Reads settings by name and says what is wrong with them. */
record Settings(Map<String, String> values) {
    Settings {
        values = Map.copyOf(values);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    String require(String name, String meaning) {
        return find(name).orElseThrow(() -> new ConfigurationException(name + " is not set: give " + meaning));
    }

    /** A whole number of at least {@code lowest}. */
    long number(String name, long lowest, long otherwise) {
        Optional<String> value = find(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value.get());
            if (number >= lowest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw notInRange(name, value.get(), lowest);
        }
        throw notInRange(name, value.get(), lowest);
    }

    private static ConfigurationException notInRange(String name, String value, long lowest) {
        return new ConfigurationException(name + " is '" + value + "': give a whole number of at least " + lowest);
    }
}
