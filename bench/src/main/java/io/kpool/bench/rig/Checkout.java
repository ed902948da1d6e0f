package io.kpool.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code make images} left in this checkout: the rig starts what is in the images, with the options of the images.
 *
 * @param root of the checkout
 */
record Checkout(Path root) {
    private static final String OPERATOR_FOLDER = "/opt/kpool/operator/";
    private static final String AGENT_FOLDER = "/opt/kpool/agent/";

    Checkout {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The operator's command line.
     *
     * @param limit what the chart gives its container
     */
    List<String> operatorCommand(String limit) {
        Path module = root.resolve("operator");
        List<String> line = virtualMachine(module, OPERATOR_FOLDER, limit);
        line.add("-jar");
        line.add(built(module.resolve("target/quarkus-app/quarkus-run.jar")).toString());
        return line;
    }

    /**
     * An agent's command line.
     *
     * @param limit what the worker's pod gives its container
     */
    List<String> agentCommand(String limit) {
        Path module = root.resolve("worker-image");
        List<String> line = virtualMachine(module, AGENT_FOLDER, limit);
        line.add("-jar");
        line.add(jarIn(built(module.resolve("target/staged" + AGENT_FOLDER + "classpath")))
                .toString());
        return line;
    }

    /** With its ahead-of-time cache, or it does not start. */
    private static List<String> virtualMachine(Path module, String folder, String limit) {
        Path cache = built(module.resolve("target/aot"));
        List<String> line = new ArrayList<>();
        line.add(built(module.resolve("target/jre/bin/java")).toString());
        line.addAll(asLimited(limit));
        options(module.resolve("src/main/image" + folder + "java.options")).stream()
                .map(option -> option.replace(folder, cache + "/"))
                .forEach(line::add);
        line.add("-XX:AOTMode=on");
        return line;
    }

    /** Where a rig keeps its files, logs among them, until the next one starts. */
    Path runFolder() {
        return root.resolve("bench/target/rig");
    }

    /** A container's limit is all the memory that a JVM in it sees. */
    private static List<String> asLimited(String limit) {
        return List.of("-XX:MaxRAM=" + limit);
    }

    private static List<String> options(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("-"))
                    .toList();
        } catch (IOException e) {
            throw new RigException("Cannot read " + file, e);
        }
    }

    private static Path built(Path path) {
        if (!Files.exists(path)) {
            throw new RigException("There is no " + path + ": run `make images` first.");
        }
        return path;
    }

    private static Path jarIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new RigException("There is no jar in " + folder + ": run `make images` first."));
        } catch (IOException e) {
            throw new RigException("Cannot read " + folder, e);
        }
    }
}
