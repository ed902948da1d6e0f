package io.kpool.crd;

/** Where the three resources live in the Kubernetes API. */
public final class ApiGroup {
    public static final String NAME = "kpool.io";
    public static final String VERSION = "v1alpha1";

    /** {@code kubectl get kpool} lists the resources of all three kinds. */
    public static final String CATEGORY = "kpool";

    private ApiGroup() {}
}
