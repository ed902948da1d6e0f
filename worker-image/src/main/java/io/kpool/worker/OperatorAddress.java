package io.kpool.worker;

import java.nio.file.Path;

/**
 * Where the operator is and how to trust it and be trusted.
 *
 * @param host its name, or the address of something that leads to it
 * @param port of its agent listener
 * @param caFile certificates of the authority that signed it, PEM; replaced now and then
 * @param tokenFile the token of this pod; replaced before it expires
 * @param name that its certificate has
 */
record OperatorAddress(String host, int port, Path caFile, Path tokenFile, String name) {
    private static final int LAST_PORT = 65535;

    /** One that is dialled by its own name. */
    OperatorAddress(String host, int port, Path caFile, Path tokenFile) {
        this(host, port, caFile, tokenFile, host);
    }

    OperatorAddress named(String certified) {
        return new OperatorAddress(host, port, caFile, tokenFile, certified);
    }

    static OperatorAddress parse(String hostAndPort, Path caFile, Path tokenFile) {
        int colon = hostAndPort.lastIndexOf(':');
        try {
            int port = Integer.parseInt(hostAndPort.substring(colon + 1));
            if (colon > 0 && port > 0 && port <= LAST_PORT) {
                return new OperatorAddress(hostAndPort.substring(0, colon), port, caFile, tokenFile);
            }
        } catch (NumberFormatException notANumber) {
            throw malformed(hostAndPort);
        }
        throw malformed(hostAndPort);
    }

    private static ConfigurationException malformed(String text) {
        return new ConfigurationException(
                "KPOOL_OPERATOR is '" + text + "': give host:port, for example kpool-operator.kpool-system.svc:9443");
    }
}
