package io.kpool.operator.aggregation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kpool.operator.security.Caller;
import io.kpool.operator.security.Pem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How API servers say for whom they ask: with certificates of whom, and in which headers. Pure.
 *
 * @param allowedNames common names of those certificates; none: any
 */
record RequestHeaders(List<X509Certificate> authorities, List<String> allowedNames, Names names) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    /**
     * Of headers, the first that is there counts.
     *
     * @param extraPrefixes what those begin with that say more; the rest of their name is the key
     */
    record Names(List<String> users, List<String> uids, List<String> groups, List<String> extraPrefixes) {
        Names {
            users = List.copyOf(users);
            uids = List.copyOf(uids);
            groups = List.copyOf(groups);
            extraPrefixes = List.copyOf(extraPrefixes);
        }
    }

    RequestHeaders {
        authorities = List.copyOf(authorities);
        allowedNames = List.copyOf(allowedNames);
    }

    /**
     * From what ConfigMap extension-apiserver-authentication holds; a cluster without aggregation holds none of it.
     *
     * @throws IllegalArgumentException when it holds something else
     */
    static RequestHeaders of(Map<String, String> data) {
        return new RequestHeaders(
                Pem.certificates(data.getOrDefault("requestheader-client-ca-file", "")),
                words(data, "requestheader-allowed-names"),
                new Names(
                        words(data, "requestheader-username-headers"),
                        words(data, "requestheader-uid-headers"),
                        words(data, "requestheader-group-headers"),
                        words(data, "requestheader-extra-headers-prefix")));
    }

    private static List<String> words(Map<String, String> data, String key) {
        try {
            return Objects.requireNonNullElse(JSON.readValue(data.getOrDefault(key, "[]"), WORDS), List.of());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(key + " is no list in JSON", e);
        }
    }

    /** Empty: they name nobody. */
    Optional<Caller> caller(Iterable<Entry<String, String>> headers) {
        return all(names.users(), headers).stream()
                .findFirst()
                .map(user -> Caller.of(
                        user,
                        all(names.uids(), headers).stream().findFirst().orElse(""),
                        all(names.groups(), headers),
                        extra(headers)));
    }

    private static List<String> all(List<String> wanted, Iterable<Entry<String, String>> headers) {
        List<String> values = new ArrayList<>();
        for (String name : wanted) {
            for (Entry<String, String> header : headers) {
                if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
                    values.add(text(header.getValue()));
                }
            }
        }
        return values;
    }

    private Map<String, List<String>> extra(Iterable<Entry<String, String>> headers) {
        Map<String, List<String>> extra = new TreeMap<>();
        for (String prefix : names.extraPrefixes()) {
            for (Entry<String, String> header : headers) {
                String name = header.getKey();
                if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                    String key = unescaped(name.substring(prefix.length()).toLowerCase(Locale.ROOT));
                    extra.computeIfAbsent(key, any -> new ArrayList<>()).add(text(header.getValue()));
                }
            }
        }
        return extra;
    }

    /** A name that is badly escaped is taken as it is, as API servers do. */
    private static String unescaped(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** The transport reads a header byte by byte; API servers write UTF-8. */
    private static String text(String header) {
        return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
