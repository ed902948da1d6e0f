package io.kpool.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.kubectl.command.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
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

        listsPools(new Shell(config));
    }

    @Test
    void theCertificateMayHaveAnotherName() throws IOException {
        String trust = "tls-server-name: %s\n    certificate-authority-data: " + CERTIFICATES.authorityData();
        Path right = SecureConfig.write(folder, cluster, trust.formatted("cluster.test"), CERTIFICATES.user("EC", 256));
        listsPools(new Shell(right));

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

    @Test
    void aProgramIsAskedAgainWhenItsTokenHasExpired() throws IOException {
        Path program = Files.writeString(folder.resolve("login"), """
            #!/bin/sh
            test -e $0.used && token=new || token=unknown
            touch $0.used
            echo '{"status": {"token": "'$token'"}}'
            """);
        program.toFile().setExecutable(true);

        Shell.Result result = new Shell(execConfig("./login")).run("get pools -o name");

        assertThat(result.err()).isEmpty();
        assertThat(cluster.headers()).contains("Authorization: Bearer unknown", "Authorization: Bearer new");
    }

    @Test
    void theKubeconfigMaySayAsWhomToAsk() throws IOException {
        Path config = userConfig("", "token: abc, as: joe, as-uid: \"7\", as-groups: [a]");

        new Shell(config).run("get pools");
        assertThat(cluster.headers()).contains("Impersonate-user: joe", "Impersonate-uid: 7", "Impersonate-group: a");

        cluster.headers().clear();
        new Shell(config).run("get pools --as jane");
        assertThat(cluster.headers()).contains("Impersonate-user: jane").doesNotContain("Impersonate-group: a");
    }

    @Test
    void whatCannotBeSaidOfWhomToAskAsIsRefused() throws IOException {
        assertThat(errorOf("", "token: abc, as: joe, as-user-extra: {a: [b]}")).contains("as-user-extra");
        assertThat(errorOf("", "token: abc, as-groups: [a]")).contains("need as");
    }

    @Test
    void noSecretIsQuoted() throws IOException {
        assertThat(errorOf("", "token: \"secret\\nsecret\""))
                .contains("line break")
                .doesNotContain("secret");
        assertThat(errorOf("", "token: abc, as: \"secret\\nsecret\""))
                .contains("line break")
                .doesNotContain("secret");
        assertThat(errorOf(", proxy-url: \"http://jane:secret key@proxy\"", "token: abc"))
                .contains("proxy-url")
                .doesNotContain("secret");
        assertThat(errorOf(", proxy-url: \"http://jane:secret@\"", "token: abc"))
                .contains("proxy-url")
                .doesNotContain("secret");
        assertThat(errorOf("", "client-certificate-data: secretsecret1")).contains("is no base64");
    }

    @Test
    void aBugIsToldWithoutWhatItQuotes() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);

        int code = Main.broken(
                new Surroundings(System.in, stream, stream, Map.of(), InstantSource.system()),
                new IllegalStateException("secret"));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("java.lang.IllegalStateException at ")
                .doesNotContain("secret");
    }

    private String errorOf(String cluster, String user) throws IOException {
        Shell.Result result = new Shell(userConfig(cluster, user)).run("get pools");
        assertThat(result.code()).isIn(1, 2);
        assertThat(result.err().lines()).hasSize(1);
        return result.err();
    }

    private Path userConfig(String ofCluster, String user) throws IOException {
        return Files.writeString(
                folder.resolve("user"), """
                    current-context: c
                    contexts: [{name: c, context: {cluster: c, user: u, namespace: acme}}]
                    clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: %s%s}}]
                    users: [{name: u, user: {%s}}]
                    """.formatted(cluster.url(), CERTIFICATES.authorityData(), ofCluster, user));
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

    private static void listsPools(Shell shell) {
        Shell.Result result = shell.run("get pools -o name");

        assertThat(result.out()).as(result.err()).isEqualTo("nodepool.kpool.io/demo\n");
    }
}
