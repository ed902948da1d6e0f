package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.wire.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The versions of plugin and cluster. */
@Command
public final class VersionCommand implements Call {
    /** What the chart declares, with its own version on it. */
    static final String SERVICE = "/apis/apiregistration.k8s.io/v1/apiservices/v1alpha1.live.kpool.io";

    @Option(names = "--client", description = "Only that of the plugin, without asking the cluster.")
    boolean client;

    @Override
    public int run(Session session) {
        session.out().println("kubectl-kpool " + version());
        if (!client) {
            JsonNode kubernetes = session.wire().get("/version");
            session.out().println("Kubernetes " + kubernetes.path("gitVersion").asText("?"));
            installed(session).ifPresent(version -> session.out().println("kpool " + version));
            session.wire().get("/apis/live.kpool.io/v1alpha1");
            session.out().println("live.kpool.io v1alpha1");
        }
        return 0;
    }

    /** The chart's; empty: it is not there, or not to be seen. */
    static Optional<String> installed(Session session) {
        try {
            JsonNode labels = session.wire().get(SERVICE).at("/metadata/labels");
            return Optional.ofNullable(labels.path("app.kubernetes.io/version").textValue());
        } catch (Refusal e) {
            if (e.status() == 403 || e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The plugin's. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = VersionCommand.class.getResourceAsStream("/io/kpool/kubectl/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
