package io.kpool.operator.http;

import java.util.List;

/** What a request says beside its body; the same is published and checked. */
sealed interface Parameter {
    String name();

    String description();

    /** A part of the path. */
    record InPath(String name, String description) implements Parameter {}

    /** @param pattern what its value matches */
    record Header(String name, String description, String pattern) implements Parameter {}

    /** One of some words, of which the first is the default. */
    record Choice(String name, String description, List<String> words) implements Parameter {}

    record Number(String name, String description, Range range) implements Parameter {}

    /** What an answer said, to be said again. */
    record Token(String name, String description) implements Parameter {}

    record Flag(String name, String description) implements Parameter {}

    record Range(int least, int most, int byDefault) {}
}
