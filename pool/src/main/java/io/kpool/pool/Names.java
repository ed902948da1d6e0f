package io.kpool.pool;

/** Checks names as Kubernetes writes them; by hand, because every pid is checked. */
final class Names {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 253;

    private Names() {}

    static String requireHost(String name) {
        if (name.length() > LONGEST_LABEL || !isLabel(name, 0, name.length())) {
            throw new IllegalArgumentException("not a host name (a DNS label): '" + name + "'");
        }
        return name;
    }

    static String requirePool(String name) {
        if (name.length() > LONGEST_NAME || !isSubdomain(name)) {
            throw new IllegalArgumentException("not a pool name (a DNS subdomain): '" + name + "'");
        }
        return name;
    }

    private static boolean isSubdomain(String name) {
        int from = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', from)) {
            if (!isLabel(name, from, dot)) {
                return false;
            }
            from = dot + 1;
        }
        return isLabel(name, from, name.length());
    }

    private static boolean isLabel(String name, int from, int to) {
        if (from >= to || name.charAt(from) == '-' || name.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }
}
