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
import org.junit.jupiter.params.provider.ValueSource;

/** The file of {@code spawn -f}. */
class ManifestTest {
    private static final String SPAWN = """
            apiVersion: kpool.io/v1alpha1
            kind: Spawn
            metadata: {name: one, namespace: other}
            spec: {poolName: demo, command: {argv: ["true"]}}
            """;

    @TempDir
    private Path folder;

    private RecordedCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = new RecordedCluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void startsWhereTheManifestSays() throws IOException {
        Shell.Result result = spawn(SPAWN, "");

        assertThat(result.err()).isEmpty();
        assertThat(cluster.takeWrites()).singleElement().asString().contains("/namespaces/other/nodepools/demo/spawn");
    }

    @Test
    void startsNothingIfTheFlagSaysAnotherNamespace() throws IOException {
        Shell.Result result = spawn(SPAWN, " -n acme");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("is for namespace other, and --namespace says acme");
        assertThat(cluster.takeWrites()).isEmpty();
    }

    @Test
    void startsNothingOfSeveralDocuments() throws IOException {
        Shell.Result result = spawn(SPAWN + "---\n" + SPAWN, "");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("has several documents in it");
        assertThat(cluster.takeWrites()).isEmpty();
    }

    @Test
    void aDashIsTheInput() {
        Shell.Result result =
                new Shell(cluster.kubeconfig(folder)).typing(SPAWN).run("spawn -f -");

        assertThat(result.err()).isEmpty();
        assertThat(cluster.takeWrites()).singleElement().asString().contains("/namespaces/other/nodepools/demo/spawn");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command: sleep | -- sleep 1 | has a command that is no object: say command: {",
                "command: sleep | --env A=b | has a command that is no object: say command: {",
                "command: {env: A} | --env A=b | has env that is no list: say env: [",
                "links: master | --link other -- true | has links that are no list: say links: ["
            })
    void startsNothingThatItsWordsCannotBeAddedTo(String spec, String words, String why) throws IOException {
        Shell.Result result = spawn(spec, " --pool demo " + words);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("spawn.yaml " + why);
        assertThat(cluster.takeWrites()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"command:", "command: {env: }", "links:"})
    void whatIsLeftEmptyIsFilled(String spec) throws IOException {
        Shell.Result result = spawn(spec, " --pool demo --env A=b --link master -- true");

        assertThat(result.err()).contains("created");
        assertThat(cluster.takeWrites())
                .singleElement()
                .asString()
                .contains("\"argv\":[\"true\"]", "\"env\":[{\"name\":\"A\"", "\"links\":[\"master\"]");
    }

    private Shell.Result spawn(String manifest, String flags) throws IOException {
        Path file = Files.writeString(folder.resolve("spawn.yaml"), manifest);
        return new Shell(cluster.kubeconfig(folder)).run("spawn -f " + file + flags);
    }
}
