package io.kpool.client;

import io.grpc.ManagedChannel;

/**
 * A channel that is ready to be used.
 *
 * @param token that calls on it are authenticated with
 * @param alongside ends what the channel goes through, a port-forward for example
 */
record Dialled(ManagedChannel channel, String token, Runnable alongside) {
    static Dialled directly(ManagedChannel channel, String token) {
        return new Dialled(channel, token, () -> {});
    }

    void close() {
        channel.shutdownNow();
        alongside.run();
    }
}
