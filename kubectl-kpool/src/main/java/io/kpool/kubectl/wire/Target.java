package io.kpool.kubectl.wire;

import java.net.Proxy;
import java.net.URI;

/**
 * Where to ask, and as whom.
 *
 * @param server the API server, without a slash at its end
 * @param trust who certifies it
 * @param proxy the way to it
 * @param namespace of the context
 * @param as whom the user stands in for; its user is empty: for nobody
 */
record Target(URI server, Trust trust, Proxy proxy, String namespace, User user, Choice.Impersonation as) {

    /**
     * Who certifies the API server.
     *
     * @param authorities in PEM; empty: those that this machine trusts
     * @param serverName the name in its certificate; empty: that of its address
     * @param verification whether it is looked at at all
     */
    record Trust(byte[] authorities, String serverName, Verification verification) {}

    /** Whether the API server's certificate is looked at. */
    enum Verification {
        FULL,
        NONE
    }
}
