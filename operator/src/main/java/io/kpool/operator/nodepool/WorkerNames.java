package io.kpool.operator.nodepool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of what is made for a pool's hosts. What is too long for Kubernetes is cut and made unique by a hash. */
public final class WorkerNames {
    private static final int LONGEST = 63;
    private static final int HASH_DIGITS = 10;

    private WorkerNames() {}

    /** The pod of a host: {@code <pool>-<host>}, at most 63 characters because it is the pod's host name too. */
    public static String pod(String pool, String host) {
        return shorten(pool + "-" + host);
    }

    /** A pool's name as the value of a label. */
    static String labelValue(String pool) {
        return shorten(pool);
    }

    /** The name of the n-th elastic host, counted from 0; no host of {@code spec.hosts} may be called so. */
    static String elastic(int number) {
        return "r" + number;
    }

    /** Ten hexadecimal digits that differ when the text does. */
    static String hash(String text) {
        return HexFormat.of().formatHex(sha256(text)).substring(0, HASH_DIGITS);
    }

    private static String shorten(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        String kept = name.substring(0, LONGEST - HASH_DIGITS - 1).replaceAll("[.-]+$", "");
        return kept + "-" + hash(name);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
