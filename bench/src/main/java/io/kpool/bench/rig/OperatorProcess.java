package io.kpool.bench.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The operator in a JVM of its own. It can be killed and started again, and listens on the same ports then. */
public final class OperatorProcess implements AutoCloseable {
    static final String NAMESPACE = "kpool-system";
    /** A name that its certificate has and that everyone on this machine can resolve. */
    static final String HOST = "localhost";

    // What the chart gives it.
    private static final String MEMORY_LIMIT = "768m";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAME = "operator";
    /** For a profile: options for its JVM beyond the image's. */
    private static final String MORE_OPTIONS = "OPERATOR_OPTIONS";

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path folder;
    private final int httpPort = Ports.free();
    private final int agentsPort = Ports.free();
    private final int livePort = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();
    private LocalProcess process;

    OperatorProcess(Checkout checkout, Path folder, Path kubeconfig) {
        this.command = checkout.operatorCommand(MEMORY_LIMIT);
        this.folder = folder;
        this.environment = Map.of(
                "KUBECONFIG",
                kubeconfig.toString(),
                "KPOOL_NAMESPACE",
                NAMESPACE,
                "KPOOL_AGENTS_PORT",
                Integer.toString(agentsPort),
                "KPOOL_AGENTS_SERVICE",
                HOST,
                "KPOOL_AGENTS_ADDRESS",
                HOST + ":" + agentsPort,
                "KPOOL_LIVE_PORT",
                Integer.toString(livePort),
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(httpPort),
                "QUARKUS_LOG_CATEGORY__IO_KPOOL__LEVEL",
                "INFO",
                "JAVA_TOOL_OPTIONS",
                System.getenv().getOrDefault(MORE_OPTIONS, ""));
    }

    /** Returns when it leads. */
    void start() {
        process = LocalProcess.start(NAME, command, environment, folder);
        new Deadline(
                        PATIENCE,
                        () -> "The operator does not lead after " + PATIENCE.toSeconds() + " s. " + process.lastWords())
                .await(() -> !process.isAlive() || isLeading());
        if (!process.isAlive()) {
            throw new RigException("The operator ended. " + process.lastWords());
        }
    }

    /** Kills it and starts another, which leads when this returns: after the lease of the killed one has expired. */
    public void restart() {
        process.kill();
        start();
    }

    public LocalProcess process() {
        return process;
    }

    /** By which its certificate knows it. */
    public String host() {
        return HOST;
    }

    public int agentsPort() {
        return agentsPort;
    }

    public int livePort() {
        return livePort;
    }

    private boolean isLeading() {
        return metrics().lines().anyMatch(line -> line.equals("kpool_leader 1.0"));
    }

    /** In the format of Prometheus; empty while it does not answer. */
    public String metrics() {
        URI uri = URI.create("http://127.0.0.1:" + httpPort + "/metrics");
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : "";
        } catch (IOException notYet) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RigException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        http.close();
    }
}
