package io.kpool.kubectl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A kubeconfig of a user who has a certificate and nothing else. */
final class SecureConfig {
    private SecureConfig() {}

    static Path write(Path folder, RecordedCluster cluster, Certificates certificates, Certificates.User user)
            throws IOException {
        return write(folder, cluster, "certificate-authority-data: " + certificates.authorityData(), user);
    }

    /** @param trust a line of the cluster that says whom to trust */
    static Path write(Path folder, RecordedCluster cluster, String trust, Certificates.User user) throws IOException {
        return Files.writeString(
                folder.resolve("secure"), """
                    apiVersion: v1
                    kind: Config
                    current-context: secure
                    contexts:
                    - name: secure
                      context: {cluster: secure, user: jane, namespace: acme}
                    clusters:
                    - name: secure
                      cluster:
                        server: "%s"
                        %s
                    users:
                    - name: jane
                      user:
                        client-certificate-data: %s
                        client-key-data: %s
                    """.formatted(cluster.url(), trust, user.certificate(), user.key()));
    }
}
