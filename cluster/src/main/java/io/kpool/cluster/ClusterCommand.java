package io.kpool.cluster;

import io.kpool.cluster.binaries.Binaries;
import io.kpool.cluster.binaries.BinaryBuild;
import io.kpool.cluster.image.BaseImage;
import io.kpool.cluster.machine.Cache;
import io.kpool.cluster.machine.Progress;
import io.kpool.cluster.machine.SearchPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command line: what is for a shell goes to standard output, all else to standard error. */
@Command(
        name = "cluster",
        description = "A Kubernetes to try and test on. Reads KPOOL_CLUSTER, KPOOL_CLUSTER_NAME and KPOOL_CACHE.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ClusterCommand implements Runnable {
    private final Clusters clusters = Clusters.ofThisMachine();

    /** Ends the process with 0, 1 when something has to be done first, 2 when the command line makes no sense. */
    public static void main(String[] arguments) {
        // Netty would use what the JDK warns of on every start.
        System.setProperty("io.netty.noUnsafe", "true");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ClusterCommand()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof ClusterException)) {
                throw failure;
            }
            command.getErr().println("cluster: " + failure.getMessage());
            return 1;
        });
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    @Command(description = "Start the cluster, or say that it runs.")
    void up() {
        new OwnTools(SearchPath.from(System.getenv())).require(clusters.way());
        boolean wasRunning = clusters.running().isPresent();
        try (Cluster cluster = clusters.start()) {
            System.err.println("cluster: " + (wasRunning ? "already up" : "up") + " ("
                    + cluster.way().description() + "), KUBECONFIG=" + cluster.kubeconfig());
        }
    }

    @Command(description = "Stop the cluster and remove all that it left, also when it was killed half-way.")
    void down() {
        if (clusters.way() == Way.CURRENT) {
            System.err.println(
                    "cluster: yours is not stopped. kpool stays on it until you remove it: delete the pools with "
                            + "`kubectl delete nodepools --all --all-namespaces`, then `helm uninstall kpool -n kpool-system`, "
                            + "then the kinds with `kubectl delete crd -l app.kubernetes.io/name=kpool`.");
            return;
        }
        System.err.println("cluster: " + (clusters.stop() ? "down" : "nothing to stop"));
    }

    @Command(description = "Print the path of the kubeconfig.")
    void kubeconfig() {
        System.out.println(running().kubeconfig());
    }

    @Command(description = "Print the exports for a shell: eval \"$(... env)\".")
    void env() {
        EnvironmentExports exports = EnvironmentExports.none();
        if (clusters.way() == Way.LOCAL) {
            Path cache = Cache.from(System.getenv()).root();
            exports = exports.withPrograms(binaries().folders()).withApiTests(cache, Binaries.KUBERNETES_VERSION);
        }
        Optional<Cluster> running = clusters.running();
        if (running.isEmpty()) {
            System.err.println("cluster: none is running, so KUBECONFIG is not set");
        }
        EnvironmentExports all =
                running.map(Cluster::kubeconfig).map(exports::withCluster).orElse(exports);
        all.lines().forEach(System.out::println);
    }

    @Command(name = "binaries", description = "Build what is missing, once, and print where it is.")
    void buildBinaries() {
        binaries().folders().forEach(System.out::println);
    }

    @Command(
            name = "base-image",
            description =
                    "Print what kpool's images stand on, as jib's <from><image>; made first where there is no registry.")
    void baseImage() {
        boolean local = clusters.way() == Way.LOCAL;
        System.out.println(
                local
                        ? "tar://"
                                + BaseImage.from(System.getenv(), Progress.onConsole())
                                        .obtain()
                        : BaseImage.FROM_REGISTRY);
    }

    @Command(name = "load-image", description = "Load docker-archives onto every node.")
    void loadImage(@Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) {
        try (Cluster cluster = running()) {
            for (Path file : files) {
                cluster.loadImage(file);
                System.err.println("cluster: loaded " + file);
            }
        }
    }

    @Command(description = "Say how the cluster is; exit code 1 when it is not running.")
    int status() {
        return clusters.running()
                .map(cluster -> {
                    System.out.println("running (" + cluster.way().description() + ")");
                    cluster.diagnose().forEach(System.out::println);
                    return 0;
                })
                .orElseGet(() -> {
                    System.out.println("not running");
                    return 1;
                });
    }

    private static Binaries binaries() {
        return BinaryBuild.from(System.getenv(), Progress.onConsole()).obtain();
    }

    private Cluster running() {
        return clusters.running()
                .orElseThrow(() -> new ClusterException("Start the cluster with `up` first: none is running."));
    }
}
