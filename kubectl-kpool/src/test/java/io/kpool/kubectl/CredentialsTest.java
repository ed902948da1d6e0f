package io.kpool.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kubeconfig files say of clusters and users, against a server that speaks TLS. */
class CredentialsTest {
    private static final Certificates CERTIFICATES = new Certificates();

    @TempDir
    private Path folder;

    private RecordedCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = RecordedCluster.secured(CERTIFICATES.server());
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"EC, 256", "EC, 384", "RSA, 2048"})
    void aCertificateIsEnough(String algorithm, int size) throws IOException {
        Path config = SecureConfig.write(folder, cluster, CERTIFICATES, CERTIFICATES.user(algorithm, size));

        Shell.Result result = new Shell(config).run("get pools -o name");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("nodepool.kpool.io/demo\n");
        assertThat(cluster.headers()).contains("peer: CN=jane,O=developers");
    }

    @Test
    void whoIsNotCertifiedIsNotTrusted() throws IOException {
        Path config = SecureConfig.write(folder, cluster, new Certificates(), CERTIFICATES.user("EC", 256));

        Shell.Result result = new Shell(config).run("get pools");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("error: no trusted connection to the API server " + cluster.url());
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void verificationCanBeLeftOut() throws IOException {
        Path config =
                SecureConfig.write(folder, cluster, "insecure-skip-tls-verify: true", CERTIFICATES.user("EC", 256));

        assertThat(new Shell(config).run("get pools -o name").out()).isEqualTo("nodepool.kpool.io/demo\n");
    }

    @Test
    void theCertificateMayHaveAnotherName() throws IOException {
        String trust = "tls-server-name: %s\n    certificate-authority-data: " + CERTIFICATES.authorityData();
        Path right = SecureConfig.write(folder, cluster, trust.formatted("cluster.test"), CERTIFICATES.user("EC", 256));
        assertThat(new Shell(right).run("get pools -o name").out()).isEqualTo("nodepool.kpool.io/demo\n");

        Path wrong = SecureConfig.write(folder, cluster, trust.formatted("other.test"), CERTIFICATES.user("EC", 256));
        assertThat(new Shell(wrong).run("get pools").err()).contains("no trusted connection");
    }

    @Test
    void aProgramGivesTheToken() throws IOException {
        Path program = Files.writeString(folder.resolve("login"), """
            #!/bin/sh
            case $KUBERNETES_EXEC_INFO in *'"interactive":'*) ;; *) exit 9 ;; esac
            echo '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": {"token": "'$1-$SUFFIX'"}}'
            """);
        program.toFile().setExecutable(true);

        Shell.Result result = new Shell(execConfig("./login")).run("get pools -o name");

        assertThat(result.err()).isEmpty();
        assertThat(cluster.headers()).contains("Authorization: Bearer given-too");
    }

    @Test
    void aProgramThatFailsIsNamed() throws IOException {
        Shell.Result missing = new Shell(execConfig("./none")).run("get pools");

        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).startsWith("error: the credential program ").contains("cannot be run", "install it");
    }

    @Test
    void asSomebodyElse() throws IOException {
        Path config = SecureConfig.write(folder, cluster, CERTIFICATES, CERTIFICATES.user("EC", 256));

        new Shell(config).run("get pools --as joe --as-group a --as-group b --as-uid 7");

        assertThat(cluster.headers())
                .contains("Impersonate-user: joe", "Impersonate-uid: 7")
                .anyMatch(header -> header.matches("Impersonate-group: (a,b|b,a)"));
    }

    private Path execConfig(String program) throws IOException {
        return Files.writeString(
                folder.resolve("exec"), """
                    current-context: exec
                    contexts:
                    - {name: exec, context: {cluster: exec, user: program, namespace: acme}}
                    clusters:
                    - name: exec
                      cluster: {server: "%s", certificate-authority-data: %s}
                    users:
                    - name: program
                      user:
                        exec:
                          apiVersion: client.authentication.k8s.io/v1
                          command: %s
                          args: [given]
                          env: [{name: SUFFIX, value: too}]
                          interactiveMode: Never
                          installHint: install it
                    """.formatted(cluster.url(), CERTIFICATES.authorityData(), program));
    }
}
