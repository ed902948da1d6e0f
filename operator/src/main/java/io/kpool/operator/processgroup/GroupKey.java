package io.kpool.operator.processgroup;

import io.kpool.crd.ProcessGroup;

/** A group by its name, which may be another than its resource's. */
public record GroupKey(String namespace, String group) {

    static GroupKey of(ProcessGroup resource) {
        return new GroupKey(resource.getMetadata().getNamespace(), resource.groupName());
    }

    @Override
    public String toString() {
        return namespace + "/" + group;
    }
}
