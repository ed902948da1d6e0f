package io.kpool.operator.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Kubernetes' clients say which one they want to watch. Pure. */
final class FieldSelector {
    private static final Pattern NAME = Pattern.compile("(?s)metadata\\.name==?((?:[^\\\\,=]++|\\\\[\\\\,=])++)");
    private static final Pattern ESCAPED = Pattern.compile("(?s)\\\\(.)");

    private FieldSelector() {}

    /** The name that it names; anything else is an IllegalArgumentException. */
    static String name(String selector) {
        Matcher name = NAME.matcher(selector);
        if (!name.matches()) {
            throw new IllegalArgumentException(
                    "what is watched is named by fieldSelector=metadata.name=NAME, with a \\ before each \\ , and = of the name");
        }
        return ESCAPED.matcher(name.group(1)).replaceAll("$1");
    }
}
