package io.kpool.operator.security;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who calls, by the word of the API server.
 *
 * @param namespace of its service account; empty: it is none
 */
public record Caller(String user, String uid, List<String> groups, Map<String, List<String>> extra, String namespace) {
    private static final String ACCOUNT_PREFIX = "system:serviceaccount:";

    public Caller {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(uid, "uid");
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    public static Caller of(String user, String uid, List<String> groups, Map<String, List<String>> extra) {
        return new Caller(user, uid, groups, extra, namespaceOf(user));
    }

    private static String namespaceOf(String user) {
        int colon = user.indexOf(':', ACCOUNT_PREFIX.length());
        return user.startsWith(ACCOUNT_PREFIX) && colon > 0 ? user.substring(ACCOUNT_PREFIX.length(), colon) : "";
    }
}
