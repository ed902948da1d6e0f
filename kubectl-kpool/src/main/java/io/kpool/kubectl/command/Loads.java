package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;

/** Loads, which come in thousandths. */
final class Loads {
    private Loads() {}

    /** With two digits after the point, rounded; nothing if there is none. */
    static String of(JsonNode milli) {
        if (!milli.isNumber()) {
            return "";
        }
        long hundredths = (milli.asLong() + 5) / 10;
        long rest = hundredths % 100;
        return hundredths / 100 + "." + rest / 10 + rest % 10;
    }
}
