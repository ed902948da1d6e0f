package io.kpool.cluster.local;

import io.kpool.cluster.image.BusyboxImage;
import io.kpool.cluster.image.DockerArchive;
import io.kpool.cluster.machine.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes all files that the hosts of a cluster read: certificates, tokens, configurations, scripts.
 *
 * @param cniPlugins the folder of the CNI plugins on this machine
 */
record HostFiles(RunFolder folder, Network network, Path cniPlugins, DockerArchive pause) {
    static final String CONTROL = "control";
    private static final List<String> SCRIPTS = List.of("enter.sh", "host.sh", "control.sh", "node.sh");

    void write() throws IOException {
        Files.createDirectories(folder.logs());
        Files.createDirectories(folder.loadedImages());
        Files.createDirectories(folder.scripts());
        for (String script : SCRIPTS) {
            Files.writeString(
                    folder.scripts().resolve(script),
                    Resource.at("local/" + script).text());
        }
        Path control = prepare(CONTROL);
        Files.createDirectories(control.resolve("pki"));
        Certificates authority = writeCertificates(control.resolve("pki"));
        List<Account> accounts = new ArrayList<>(writeControl(control));
        for (Node node : Node.all()) {
            accounts.addAll(writeNode(node, authority));
        }
        StringBuilder tokens = new StringBuilder();
        accounts.forEach(account -> tokens.append(account.line()));
        Files.writeString(control.resolve("tokens.csv"), tokens);
    }

    private Path prepare(String host) throws IOException {
        Path own = folder.host(host);
        for (String name : List.of("var/lib", "var/log", "var/tmp")) {
            Files.createDirectories(own.resolve(name));
        }
        return own;
    }

    private Certificates writeCertificates(Path pki) throws IOException {
        Certificates authority = Certificates.authority(pki, "ca");
        authority.issueServer(
                List.of(
                        "kubernetes.default.svc",
                        "kubernetes",
                        "kubernetes.default",
                        "kubernetes.default.svc.cluster.local",
                        "localhost",
                        "127.0.0.1",
                        network.controlAddress(),
                        network.kubernetesServiceAddress()),
                pki.resolve("apiserver"));
        authority.issueClient("O=system:masters,CN=kube-apiserver-kubelet-client", pki.resolve("kubelet-client"));
        Certificates.authority(pki, "front-proxy-ca")
                .issueClient("CN=front-proxy-client", pki.resolve("front-proxy-client"));
        Certificates.writeSigningKey(pki.resolve("accounts.key"));
        return authority;
    }

    private List<Account> writeControl(Path control) throws IOException {
        Account admin = Account.of("kpool-admin", "system:masters");
        Account manager = Account.of("system:kube-controller-manager", "");
        Account scheduler = Account.of("system:kube-scheduler", "");
        Account dns = Account.of("system:coredns", "");
        writeKubeconfig(admin, folder.kubeconfig());
        writeKubeconfig(manager, control.resolve("controller-manager.kubeconfig"));
        writeKubeconfig(scheduler, control.resolve("scheduler.kubeconfig"));
        writeKubeconfig(dns, control.resolve("coredns.kubeconfig"));
        Files.writeString(
                control.resolve("Corefile"), Resource.at("local/Corefile").fill(network.values()));
        return List.of(admin, manager, scheduler, dns);
    }

    private List<Account> writeNode(Node node, Certificates authority) throws IOException {
        Path own = prepare(node.name());
        Files.createDirectories(own.resolve("cni"));
        authority.issueServer(List.of(node.name(), network.nodeAddress(node.number())), own.resolve("kubelet"));
        Files.copy(authorityFile(), own.resolve("ca.crt"));
        Files.copy(pause.file(), own.resolve("pause.tar"));
        Account kubelet = Account.of("system:node:" + node.name(), "system:nodes");
        Account proxy = Account.of("system:kube-proxy", "");
        writeKubeconfig(kubelet, own.resolve("kubelet.kubeconfig"));
        writeKubeconfig(proxy, own.resolve("kube-proxy.kubeconfig"));
        Map<String, String> values = values(node);
        for (String name : List.of("containerd.toml", "kubelet.yaml")) {
            Files.writeString(own.resolve(name), Resource.at("local/" + name).fill(values));
        }
        Files.writeString(
                own.resolve("cni/10-kpool.conflist"),
                Resource.at("local/cni.conflist").fill(values));
        return List.of(kubelet, proxy);
    }

    private Map<String, String> values(Node node) {
        Map<String, String> values = new HashMap<>(network.values());
        values.put("NODE_ADDRESS", network.nodeAddress(node.number()));
        values.put("POD_RANGE", network.podRange(node.number()));
        values.put("CGROUP", folder.cgroup(node.name()));
        values.put("CNI_PLUGINS", cniPlugins.toString());
        values.put("PAUSE_IMAGE", BusyboxImage.NAME);
        return values;
    }

    private void writeKubeconfig(Account account, Path file) throws IOException {
        Files.writeString(file, account.kubeconfig(network.apiServer(), Files.readString(authorityFile())));
    }

    private Path authorityFile() {
        return folder.host(CONTROL).resolve("pki/ca.crt");
    }
}
