package io.kpool.kubectl.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kpool.kubectl.wire.Choice.Impersonation;
import io.kpool.kubectl.wire.Kubeconfig.Entry;
import io.kpool.kubectl.wire.Target.Trust;
import io.kpool.kubectl.wire.Target.Verification;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out where to ask and as whom: from kubeconfig files, and in a pod from its service account. */
final class Targets {
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final byte[] NOTHING = {};

    private final Map<String, String> environment;

    Targets(Map<String, String> environment) {
        this.environment = environment;
    }

    Target find(Choice choice) {
        return Kubeconfig.read(choice.kubeconfig(), environment)
                .map(file -> fromFile(file, choice))
                .or(() -> fromPod(choice))
                .orElseThrow(() -> Failure.of("there is no kubeconfig: set KUBECONFIG, or say --kubeconfig FILE"));
    }

    private Target fromFile(Kubeconfig file, Choice choice) {
        String contextName = choice.context().isEmpty() ? file.currentContext() : choice.context();
        Optional<Entry> found = contextName.isEmpty() ? Optional.empty() : file.find("contexts", contextName);
        if (found.isEmpty() && (!contextName.isEmpty() || choice.cluster().isEmpty())) {
            throw Failure.of(
                    contextName.isEmpty()
                            ? "your kubeconfig has no current context: kubectl config use-context, or say --context"
                            : "your kubeconfig has no context \"" + contextName
                                    + "\": kubectl config get-contexts lists them");
        }
        Entry context = found.orElse(new Entry(new ObjectMapper().createObjectNode(), Path.of("")));
        Entry cluster = entry(file, "cluster", choice.cluster(), context);
        Entry user = entry(file, "user", choice.user(), context);
        URI server = server(cluster);
        return new Target(
                server,
                trust(cluster),
                new Proxies(environment).to(server, cluster.text("proxy-url")),
                context.text("namespace"),
                user(user, cluster),
                choice.as().user().isEmpty() ? impersonation(user) : choice.as());
    }

    private static Entry entry(Kubeconfig file, String kind, String said, Entry context) {
        String name = said.isEmpty() ? context.text(kind) : said;
        return file.find(kind + "s", name)
                .orElseThrow(() -> Failure.of("your kubeconfig has no " + kind + " \"" + name + "\""));
    }

    private static URI server(Entry cluster) {
        String server = cluster.text("server");
        try {
            URI uri = URI.create(server.endsWith("/") ? server.substring(0, server.length() - 1) : server);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw Failure.of("the cluster of your kubeconfig has no valid server: \"" + server + "\"");
    }

    private static Trust trust(Entry cluster) {
        boolean skip = cluster.content().path("insecure-skip-tls-verify").asBoolean();
        return new Trust(
                data(cluster, "certificate-authority"),
                cluster.text("tls-server-name"),
                skip ? Verification.NONE : Verification.FULL);
    }

    private User user(Entry user, Entry cluster) {
        if (user.content().has("exec")) {
            return new ExecCredential(user.content().path("exec"), user.folder(), environment)
                    .ask(new ObjectMapper(), cluster.content());
        }
        if (user.content().has("auth-provider")) {
            throw Failure.of("your kubeconfig's user has an auth-provider, which kubectl does not know any more either:"
                    + " use exec instead");
        }
        String file = user.text("tokenFile");
        String token =
                file.isEmpty() ? user.text("token") : new String(bytes(user.folder(), file), StandardCharsets.UTF_8);
        User base = user.text("username").isEmpty()
                ? User.NOBODY
                : User.basic(user.text("username"), user.text("password"));
        return base.withToken(token).withCertificate(data(user, "client-certificate"), data(user, "client-key"));
    }

    private static Impersonation impersonation(Entry user) {
        if (!user.content().path("as-user-extra").isEmpty()) {
            throw Failure.of("your kubeconfig's user has as-user-extra, which is not supported: choose another user");
        }
        List<String> groups = new ArrayList<>();
        user.content().path("as-groups").forEach(group -> groups.add(group.asText()));
        Impersonation as = new Impersonation(user.text("as"), user.text("as-uid"), groups);
        if (as.user().isEmpty() && !(as.uid().isEmpty() && groups.isEmpty())) {
            throw Failure.of("your kubeconfig's user has as-uid or as-groups, which need as");
        }
        return as;
    }

    private static byte[] data(Entry entry, String field) {
        String inline = entry.text(field + "-data");
        if (!inline.isEmpty()) {
            try {
                return Base64.getMimeDecoder().decode(inline);
            } catch (IllegalArgumentException e) {
                throw Failure.of(field + "-data of your kubeconfig is no base64");
            }
        }
        String file = entry.text(field);
        return file.isEmpty() ? NOTHING : bytes(entry.folder(), file);
    }

    private static byte[] bytes(Path folder, String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw Failure.of("the file " + folder.resolve(file) + ", which your kubeconfig names, cannot be read");
        }
    }

    private Optional<Target> fromPod(Choice choice) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        if (host.isEmpty() || !Files.exists(ACCOUNT.resolve("token"))) {
            return Optional.empty();
        }
        String address = host.contains(":") ? "[" + host + "]" : host;
        URI server =
                URI.create("https://" + address + ":" + environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443"));
        String namespace = new String(bytes(ACCOUNT, "namespace"), StandardCharsets.UTF_8).strip();
        String token = new String(bytes(ACCOUNT, "token"), StandardCharsets.UTF_8);
        Trust trust = new Trust(bytes(ACCOUNT, "ca.crt"), "", Verification.FULL);
        return Optional.of(new Target(server, trust, Proxy.NO_PROXY, namespace, User.bearer(token), choice.as()));
    }
}
