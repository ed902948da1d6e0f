package io.kpool.cluster;

/** How a cluster comes about. The first word is its value of {@code KPOOL_CLUSTER}. */
public enum Way {
    CURRENT("current", "the cluster of the current kubeconfig context"),
    K3S("k3s", "k3s in a container"),
    LOCAL("local", "Kubernetes as local processes, two nodes");

    private final String word;
    private final String description;

    Way(String word, String description) {
        this.word = word;
        this.description = description;
    }

    public String word() {
        return word;
    }

    public String description() {
        return description;
    }
}
