package io.kpool.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.kpool.cluster.image.DockerArchive;
import io.kpool.cluster.machine.Cache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFilesTest {
    @TempDir
    private Path cache;

    private RunFolder folder;

    @BeforeEach
    void write() throws IOException {
        Path pause = Files.writeString(cache.resolve("pause.tar"), "an image");
        folder = RunFolder.of(new Cache(cache), "golden");
        new HostFiles(folder, new Network(80), Path.of("/opt/cni/bin"), new DockerArchive(pause)).write();
    }

    @Test
    void rendersTheConfigurationOfANode() throws IOException {
        assertThat(Files.readString(folder.host("node-2").resolve("kubelet.yaml")))
                .contains("address: 10.80.0.12", "cgroupRoot: /kpool/golden/node-2", "clusterDNS: [10.80.128.10]");
        assertThat(Files.readString(folder.host("node-2").resolve("cni/10-kpool.conflist")))
                .contains("{\"subnet\": \"10.80.66.0/24\"}");
        assertThat(Files.readString(folder.host("node-2").resolve("containerd.toml")))
                .contains("bin_dir = \"/opt/cni/bin\"", "sandbox_image = \"kpool/busybox:1\"");
    }

    @Test
    void everyComponentHasATokenOfItsOwn() throws IOException {
        List<String> lines = Files.readAllLines(folder.host("control").resolve("tokens.csv"));

        assertThat(lines)
                .hasSize(8)
                .anyMatch(line -> line.endsWith(",system:node:node-1,system:node:node-1,\"system:nodes\""));
        assertThat(lines.stream().map(line -> line.split(",")[0])).doesNotHaveDuplicates();
    }

    @Test
    void theKubeconfigIsOneThatClientsUnderstand() {
        Config config = Config.fromKubeconfig(folder.kubeconfig().toFile());

        assertThat(config.getMasterUrl()).isEqualTo("https://10.80.0.2:6443/");
        assertThat(config.getCaCertData()).isNotBlank();
    }

    @Test
    void theApiServersCertificateIsForItsAddressesAndByItsAuthority() throws Exception {
        Path pki = folder.host("control").resolve("pki");
        X509Certificate certificate = certificate(pki.resolve("apiserver.crt"));

        certificate.verify(certificate(pki.resolve("ca.crt")).getPublicKey());

        assertThat(certificate.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1).toString()))
                .contains("kubernetes.default.svc", "10.80.0.2", "10.80.128.1");
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
