package io.kpool.client;

/** Sessions with operators of a test's own; nothing of Kubernetes is there. */
final class Sessions {
    private Sessions() {}

    static Kpool with(int port, KpoolOptions options) {
        return new Kpool(new FakeDoor(port), Kubernetes.here(options), options);
    }
}
