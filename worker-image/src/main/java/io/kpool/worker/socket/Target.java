package io.kpool.worker.socket;

import io.grpc.netty.shaded.io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a request goes.
 *
 * @param path as it was sent
 * @param parts of the path, decoded each by itself: a group's name may have slashes
 */
record Target(String path, List<String> parts, Map<String, String> query) {
    private static final char REPLACEMENT = '\uFFFD';

    /** An IllegalArgumentException: it cannot be decoded. */
    static Target of(String uri) {
        if (uri.chars().anyMatch(symbol -> symbol > '~')) {
            throw badlyEncoded();
        }
        var decoder = new QueryStringDecoder(uri, StandardCharsets.UTF_8);
        List<String> parts =
                Stream.of(decoder.rawPath().split("/", -1)).map(Target::decode).toList();
        Map<String, String> query = new LinkedHashMap<>();
        parameters(decoder).forEach((name, values) -> {
            if (values.size() > 1) {
                throw new IllegalArgumentException("the parameter \"" + name + "\" is there twice");
            }
            query.put(name, values.getFirst());
        });
        return new Target(decoder.rawPath(), parts, query);
    }

    private static Map<String, List<String>> parameters(QueryStringDecoder decoder) {
        try {
            return decoder.parameters();
        } catch (IllegalArgumentException malformed) {
            throw badlyEncoded();
        }
    }

    private static String decode(String part) {
        try {
            String decoded = new QueryStringDecoder(part, StandardCharsets.UTF_8).path();
            if (decoded.indexOf(REPLACEMENT) < 0
                    || part.toUpperCase(Locale.ROOT).contains("%EF%BF%BD")) {
                return decoded;
            }
        } catch (IllegalArgumentException malformed) {
            throw badlyEncoded();
        }
        throw badlyEncoded();
    }

    private static IllegalArgumentException badlyEncoded() {
        return new IllegalArgumentException(
                "the path or its parameters cannot be read: what is neither a letter, a digit, nor one of - . _ ~ is written as UTF-8 with two hexadecimal digits after a % for each byte");
    }

    /** What stands in the place of names in braces; empty: it is another path. */
    Optional<Map<String, String>> match(String template) {
        String[] wanted = template.split("/", -1);
        if (wanted.length != parts.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int at = 0; at < wanted.length; at++) {
            String part = parts.get(at);
            if (wanted[at].startsWith("{") && !part.isEmpty()) {
                values.put(wanted[at].substring(1, wanted[at].length() - 1), part);
            } else if (!wanted[at].equals(part)) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
