package io.kpool.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The agent as its image has it, but in another folder: runtime, jars and options.
 *
 * @param runtime folder of the linked runtime
 * @param folder that is /opt/kpool/agent in the image
 * @param jar name of the agent's jar in it
 */
record StagedAgent(Path runtime, Path folder, String jar) {
    private static final Path OPTIONS = Path.of("src/main/image/opt/kpool/agent/java.options");
    private static final String CACHE = "-XX:AOTCache=";

    /** Starts it with what the image's options say, but that cache option. */
    Process start(List<String> cacheOptions, FakeOperator operator, Given given) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(runtime.resolve("bin/java").toString());
        Files.readAllLines(OPTIONS).stream()
                .filter(option -> option.startsWith("-") && !option.startsWith(CACHE))
                .forEach(line::add);
        line.addAll(cacheOptions);
        line.addAll(List.of("-jar", folder.resolve("classpath").resolve(jar).toString()));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(given.environment(operator));
        return builder.redirectOutput(given.log().toFile()).start();
    }

    /** What a worker is given as files, and where its log goes. */
    record Given(Path ca, Path token, Path log) {
        static Given in(Path folder, TestAuthority authority) throws IOException {
            Path token = Files.writeString(folder.resolve("token"), "a-token");
            return new Given(authority.caFile(), token, folder.resolve("log"));
        }

        /** The environment of a worker of that operator. */
        Map<String, String> environment(FakeOperator operator) {
            return Map.of(
                    "KPOOL_POOL", "training",
                    "KPOOL_HOST", "here",
                    "KPOOL_INCARNATION", "1",
                    "KPOOL_SLOTS", "256",
                    "KPOOL_DRAIN_SECONDS", "1",
                    "KPOOL_OPERATOR", "localhost:" + operator.port(),
                    "KPOOL_CA_FILE", ca.toString(),
                    "KPOOL_TOKEN_FILE", token.toString());
        }
    }
}
