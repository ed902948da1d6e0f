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
