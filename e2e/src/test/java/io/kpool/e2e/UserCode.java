package io.kpool.e2e;

import io.kpool.client.JavaFunction;
import io.kpool.client.Pool;
import io.kpool.client.ProcessSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A class of these tests on its way to workers, which find it in {@code /opt/kpool/lib}. */
final class UserCode {
    private static final String POOL = """
            apiVersion: kpool.io/v1alpha1
            kind: NodePool
            metadata: {name: %s}
            spec:
              hosts: [{name: alpha}, {name: beta}]
              template:
                spec:
                  containers:
                  - name: worker
                    volumeMounts: [{name: code, mountPath: /opt/kpool/lib}]
                  volumes: [{name: code, configMap: {name: code}}]
            """;

    private UserCode() {}

    /** Puts a class into a ConfigMap; a pool of {@link #pool} mounts it. */
    static void provide(Kpool kpool, Class<?> code, Path folder) throws IOException {
        Path jar = folder.resolve("code.jar");
        write(jar, code);
        kpool.kubectl("create", "configmap", "code", "--from-file=" + jar);
    }

    /** A pool of the hosts alpha and beta, which have that class. */
    static String pool(String name) {
        return POOL.formatted(name);
    }

    /** Starts one that talks, where that class is provided, and gives its pid. */
    static String talking(io.kpool.client.Kpool session, String pool, String host) throws InterruptedException {
        JavaFunction serve = JavaFunction.of(Talking.class.getName(), "serve");
        return Pool.get(session, pool)
                .pspawn(ProcessSpec.of(serve).onHost(host))
                .pid();
    }

    private static void write(Path jar, Class<?> code) throws IOException {
        String name = code.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream compiled = code.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            compiled.transferTo(out);
        }
    }
}
