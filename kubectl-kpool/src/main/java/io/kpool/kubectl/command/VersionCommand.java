package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The versions of plugin and cluster. */
@Command
public final class VersionCommand implements Call {
    @Option(names = "--client", description = "Only that of the plugin, without asking the cluster.")
    boolean client;

    @Override
    public int run(Session session) {
        session.out().println("kubectl-kpool " + version());
        if (!client) {
            JsonNode kubernetes = session.wire().get("/version");
            session.out().println("Kubernetes " + kubernetes.path("gitVersion").asText("?"));
            session.wire().get("/apis/live.kpool.io/v1alpha1");
            session.out().println("live.kpool.io v1alpha1");
        }
        return 0;
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
