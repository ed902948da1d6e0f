package io.kpool.cluster.binaries;

import io.kpool.cluster.machine.Resource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Go module of ours and the programs that are built from it.
 *
 * @param files of the module: {@code go.mod}, {@code go.sum}, and its own source if it has any
 * @param linkerFlags what the linker writes into the programs, their version above all
 */
record GoModule(String name, String version, List<String> files, List<Program> programs, String linkerFlags) {
    private static final List<String> NO_SOURCE = List.of("go.mod", "go.sum");

    /** A main package and the name of what is made of it. */
    record Program(String name, String mainPackage) {
        static Program kubernetes(String name) {
            return new Program(name, "k8s.io/kubernetes/cmd/" + name);
        }
    }

    static final GoModule KUBERNETES = new GoModule(
            "kubernetes",
            "1.34.4",
            NO_SOURCE,
            List.of(
                    new Program("etcd", "go.etcd.io/etcd/server/v3"),
                    Program.kubernetes("kube-apiserver"),
                    Program.kubernetes("kubectl"),
                    Program.kubernetes("kube-controller-manager"),
                    Program.kubernetes("kube-scheduler"),
                    Program.kubernetes("kubelet"),
                    Program.kubernetes("kube-proxy")),
            "-X k8s.io/component-base/version.gitVersion=v1.34.4"
                    + " -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=34");

    /** With the plugins that are used: the others bring the libraries of several clouds with them. */
    static final GoModule COREDNS = new GoModule(
            "coredns", "1.14.6", List.of("go.mod", "go.sum", "main.go"), List.of(new Program("coredns", ".")), "");

    static final GoModule HELM = new GoModule(
            "helm",
            "3.22.0",
            NO_SOURCE,
            List.of(new Program("helm", "helm.sh/helm/v3/cmd/helm")),
            "-X helm.sh/helm/v3/internal/version.version=v3.22.0");

    static final List<GoModule> ALL = List.of(KUBERNETES, COREDNS, HELM);

    GoModule {
        files = List.copyOf(files);
        programs = List.copyOf(programs);
    }

    String text(String file) {
        return Resource.at("binaries/" + name + "/" + file).text();
    }

    /** Version and a hash of all that decides what is built: another go.mod never meets old binaries. */
    String folderName() {
        String everything = files.stream().map(this::text).collect(Collectors.joining()) + linkerFlags + programs;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(everything.getBytes(StandardCharsets.UTF_8));
            return name + "-" + version + "-" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
