package io.kpool.crd;

/** The rules of a NodePool that look at more than one field, in CEL. */
final class NodePoolRules {
    private static final String HAS_HOSTS = "(has(self.hosts) && size(self.hosts) > 0)"
            + " || (has(self.attached) && size(self.attached) > 0)"
            + " || self.replicas > 0";
    private static final String HAD_NAMED_HOSTS = "(has(oldSelf.value().hosts) && size(oldSelf.value().hosts) > 0)"
            + " || (has(oldSelf.value().attached) && size(oldSelf.value().attached) > 0)";

    /** Needs {@code optionalOldSelf}: a pool is not made of nothing, but an elastic one may be scaled down to nothing. */
    static final String SOME_HOST =
            HAS_HOSTS + " || (oldSelf.hasValue() && (oldSelf.value().replicas > 0 || !(" + HAD_NAMED_HOSTS + ")))";

    static final String SOME_HOST_MESSAGE =
            "a pool needs hosts: name some in spec.hosts, or set spec.replicas for elastic ones, or name in spec.attached those that someone else starts";

    static final String ATTACHED_LABELS = "self.all(name, name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'))";
    static final String ATTACHED_NOT_RESERVED = "self.all(name, name != 'session' && !name.matches('^r[0-9]+$'))";

    static final String PROPERTIES = "self.all(argument, argument.matches('^-D[^=]+='))";
    static final String PROPERTIES_MESSAGE =
            "args are system properties that Java functions can read: write each as -Dname=value";

    static final String ATTACHED_APART = "!has(self.hosts) || !has(self.attached)"
            + " || !sets.intersects(self.hosts.map(host, host.name), self.attached)";

    static final String ATTACHED_APART_MESSAGE =
            "a host is either started by kpool or attached: take each name out of spec.hosts or out of spec.attached";

    private NodePoolRules() {}
}
