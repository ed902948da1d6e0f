package io.kpool.crd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands for a field that a resource leaves out, so that no null leaves this package. */
final class Absent {
    private Absent() {}

    static <T> T or(T value, T whenAbsent) {
        return value == null ? whenAbsent : value;
    }

    static String text(String value) {
        return value == null ? "" : value;
    }

    /** As text, cut to what a status may hold, since a message that is too long must not keep a status from being written. */
    static String message(String value) {
        String text = text(value);
        if (text.codePointCount(0, text.length()) <= Limits.MESSAGE) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Limits.MESSAGE - 1)) + "…";
    }

    static int number(Integer value) {
        return value == null ? 0 : value;
    }

    static <T> List<T> list(List<T> value) {
        return value == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(value));
    }

    static <V> Map<String, V> map(Map<String, V> value) {
        return value == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(value));
    }
}
