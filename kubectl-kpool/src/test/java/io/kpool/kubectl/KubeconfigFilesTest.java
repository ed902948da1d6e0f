package io.kpool.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several kubeconfig files, and those that are broken. */
class KubeconfigFilesTest {
    @TempDir
    private Path folder;

    @Test
    void ofSeveralFilesTheFirstCounts() throws IOException {
        try (RecordedCluster cluster = new RecordedCluster()) {
            Path context = write("context", """
                current-context: mine
                contexts: [{name: mine, context: {cluster: recorded, user: filed, namespace: empty}}]
                users: [{name: filed, user: {tokenFile: secret}}]
                """);
            write("secret", "from-a-file\n");
            String both = context
                    + File.pathSeparator
                    + folder.resolve("missing")
                    + File.pathSeparator
                    + cluster.kubeconfig(folder);

            Shell.Result result = new Shell(context).with("KUBECONFIG", both).run("get pools");

            assertThat(result.err()).isEqualTo("No pools found in namespace empty.\n");
            assertThat(cluster.headers()).contains("Authorization: Bearer from-a-file");
        }
    }

    @Test
    void jsonIsReadToo() throws IOException {
        try (RecordedCluster cluster = new RecordedCluster()) {
            Path file = write("json", """
                {"current-context": "c", "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u", "namespace": "acme"}}],
                 "clusters": [{"name": "c", "cluster": {"server": "%s/"}}], "users": [{"name": "u", "user": {"username": "a", "password": "b"}}]}
                """.formatted(cluster.url()));

            assertThat(new Shell(file).run("get pools -o name").out()).isEqualTo("nodepool.kpool.io/demo\n");
            assertThat(cluster.headers()).contains("Authorization: Basic YTpi");
        }
    }

    @Test
    void whatIsBrokenIsSaidInOneSentence() throws IOException {
        assertThat(errorOf(write("broken", "a: [b"))).matches("error: the kubeconfig .*broken is no YAML, at line 1\n");
        assertThat(errorOf(write("empty", ""))).contains("no current context");
        assertThat(errorOf(folder.resolve("missing"))).contains("there is no kubeconfig");
        assertThat(errorOf(write("serverless", """
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: nonsense}}]
            users: [{name: u, user: {}}]
            """))).contains("no valid server: \"nonsense\"");
        assertThat(errorOf(write("keyless", """
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: u, user: {client-certificate: none.crt}}]
            """))).contains("none.crt, which your kubeconfig names, cannot be read");
        assertThat(errorOf(write("uncertified", """
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1", certificate-authority-data: bm90aGluZw==}}]
            users: [{name: u, user: {}}]
            """))).contains("the certificates in your kubeconfig cannot be used");
    }

    private static String errorOf(Path file) {
        Shell.Result result = new Shell(file).run("get pools");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1);
        return result.err();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
