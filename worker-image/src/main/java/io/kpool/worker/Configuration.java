package io.kpool.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a worker is told by its environment.
 *
 * @param name its pool, host and incarnation; incarnation 0: the operator gives it
 * @param podUid of its pod; empty: it has none
 * @param slots processes that it runs at once
 * @param operator whom it reports to
 * @param masterLoss after so long without the operator it ends; zero: never
 * @param drain how long its processes have to end when it is asked to
 * @param classPath folders of user code
 * @param spin how long the loop looks for more before it sleeps, while there is something to do
 */
record Configuration(
        WorkerName name,
        String podUid,
        int slots,
        OperatorAddress operator,
        Duration masterLoss,
        Duration drain,
        List<Path> classPath,
        Duration spin) {
    private static final int MOST_SLOTS = 100_000;
    private static final int USUAL_SLOTS = 256;
    private static final int USUAL_MASTER_LOSS = 300;
    private static final int USUAL_DRAIN = 30;
    private static final int USUAL_SPIN_MICROS = 50;
    private static final String USUAL_CLASS_PATH = "/opt/kpool/app:/opt/kpool/lib";

    Configuration {
        classPath = List.copyOf(classPath);
    }

    static Configuration of(Map<String, String> environment) {
        var settings = new Settings(environment);
        long slots = settings.number("KPOOL_SLOTS", 1, USUAL_SLOTS);
        if (slots > MOST_SLOTS) {
            throw new ConfigurationException("KPOOL_SLOTS is " + slots + ": give at most " + MOST_SLOTS);
        }
        return new Configuration(
                name(settings),
                settings.find("KPOOL_POD_UID").orElse(""),
                (int) slots,
                operator(settings),
                Duration.ofSeconds(settings.number("KPOOL_MASTER_LOSS_SECONDS", 0, USUAL_MASTER_LOSS)),
                Duration.ofSeconds(settings.number("KPOOL_DRAIN_SECONDS", 0, USUAL_DRAIN)),
                classPath(settings.find("KPOOL_CLASS_PATH").orElse(USUAL_CLASS_PATH)),
                Duration.of(settings.number("KPOOL_SPIN_MICROS", 0, USUAL_SPIN_MICROS), ChronoUnit.MICROS));
    }

    private static WorkerName name(Settings settings) {
        String pool = settings.require("KPOOL_POOL", "the name of the NodePool");
        String host = settings.require("KPOOL_HOST", "the name of this host in the pool");
        try {
            // Only to have the names checked, by who knows how.
            new WorkerName(pool, host, 1).pid(1);
        } catch (IllegalArgumentException malformed) {
            throw new ConfigurationException("KPOOL_POOL or KPOOL_HOST is " + malformed.getMessage());
        }
        return new WorkerName(pool, host, settings.number("KPOOL_INCARNATION", 0, 0));
    }

    private static OperatorAddress operator(Settings settings) {
        OperatorAddress address = OperatorAddress.parse(
                settings.require("KPOOL_OPERATOR", "host:port of the operator's agent listener"),
                Path.of(settings.find("KPOOL_CA_FILE").orElse("/var/run/kpool/ca/ca.crt")),
                Path.of(settings.find("KPOOL_TOKEN_FILE").orElse("/var/run/kpool/token/token")));
        return address.named(settings.find("KPOOL_OPERATOR_NAME").orElse(address.host()));
    }

    private static List<Path> classPath(String folders) {
        return Arrays.stream(folders.split(":")).map(Path::of).toList();
    }
}
