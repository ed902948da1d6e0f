package io.kpool.pool;

import java.util.regex.Pattern;

/** Checks names as Kubernetes writes them. */
final class Names {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern HOST = Pattern.compile(LABEL);
    private static final Pattern POOL = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 253;

    private Names() {}

    static String requireHost(String name) {
        if (name.length() > LONGEST_LABEL || !HOST.matcher(name).matches()) {
            throw new IllegalArgumentException("not a host name (a DNS label): '" + name + "'");
        }
        return name;
    }

    static String requirePool(String name) {
        if (name.length() > LONGEST_NAME || !POOL.matcher(name).matches()) {
            throw new IllegalArgumentException("not a pool name (a DNS subdomain): '" + name + "'");
        }
        return name;
    }
}
