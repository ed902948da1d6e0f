package io.kpool.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A person whom the cluster knows by a certificate that it has signed, and by nothing else. */
record CertifiedUser(String name, String certificate, String key) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REQUEST = """
            apiVersion: certificates.k8s.io/v1
            kind: CertificateSigningRequest
            metadata: {name: %s}
            spec:
              request: %s
              signerName: kubernetes.io/kube-apiserver-client
              usages: [client auth]
            """;

    /** @param admin who may sign certificates */
    static CertifiedUser of(Kubectl admin, String name) throws IOException {
        KeyPair keys = newKeys();
        String request = "kpool-e2e-" + name;
        admin.run("delete", "csr", request, "--ignore-not-found");
        admin.apply(REQUEST.formatted(request, base64(request(name, keys))));
        try {
            admin.run("certificate", "approve", request);
            String signed = await().atMost(PATIENCE)
                    .until(
                            () -> admin.run("get", "csr", request, "-o", "jsonpath={.status.certificate}"),
                            certificate -> !certificate.isBlank());
            return new CertifiedUser(name, text(signed), pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
        } finally {
            admin.run("delete", "csr", request);
        }
    }

    /**
     * As that person runs it, in that namespace.
     *
     * @param kubeconfig of the cluster
     */
    Kubectl kubectl(Path kubeconfig, String namespace, Path folder) throws IOException {
        Path own = Files.copy(kubeconfig, folder.resolve(name + ".kubeconfig"));
        Path certificateFile = Files.writeString(folder.resolve(name + ".crt"), certificate);
        Path keyFile = Files.writeString(folder.resolve(name + ".key"), key);
        Kubectl kubectl = new Kubectl(own);
        kubectl.run(
                "config",
                "set-credentials",
                name,
                "--embed-certs",
                "--client-certificate=" + certificateFile,
                "--client-key=" + keyFile);
        kubectl.run("config", "set-context", "--current", "--user=" + name, "--namespace=" + namespace);
        return kubectl;
    }

    private static String request(String name, KeyPair keys) throws IOException {
        try {
            return pem(new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + name), keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        return text.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.US_ASCII);
    }
}
