package io.kpool.crd;

/** Rules that several fields share, in CEL, with the sentences that a user reads when one is broken. */
final class Rules {
    static final String DNS_LABEL = "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')";
    static final String DNS_LABEL_OR_EMPTY = "self == '' || " + DNS_LABEL;
    static final String DNS_LABEL_MESSAGE =
            " is a DNS label: at most 63 lower-case letters, digits and '-', with a letter or digit first and last";

    static final String NOT_RESERVED = "self != 'session' && !self.matches('^r[0-9]+$')";
    static final String NOT_RESERVED_MESSAGE =
            "r0, r1 … are the names of elastic hosts and session is that of callers: choose another name, or set spec.replicas for elastic hosts";

    private Rules() {}
}
