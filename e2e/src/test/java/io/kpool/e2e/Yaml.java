package io.kpool.e2e;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The manifests that many tests apply. */
final class Yaml {
    private Yaml() {}

    static String pool(String name, String... hosts) {
        return draining(name, 30, hosts);
    }

    /** A pool that gives processes so many seconds to end. */
    static String draining(String name, int seconds, String... hosts) {
        String list = Arrays.stream(hosts).map("{name: %s}"::formatted).collect(Collectors.joining(", "));
        return """
                apiVersion: kpool.io/v1alpha1
                kind: NodePool
                metadata: {name: %s}
                spec: {hosts: [%s], drainTimeoutSeconds: %d}
                """.formatted(name, list, seconds);
    }

    /** A Spawn; {@code rest} are further lines of its spec, in flow style, such as {@code command: {argv: [date]}}. */
    static String spawn(String name, String pool, String... rest) {
        return """
                ---
                apiVersion: kpool.io/v1alpha1
                kind: Spawn
                metadata: {name: %s}
                spec:
                  poolName: %s
                  %s
                """.formatted(name, pool, String.join("\n  ", rest));
    }

    /** The line of a Spawn's spec that runs a shell script. */
    static String shell(String script) {
        return "command: {argv: [sh, -c, '%s']}".formatted(script);
    }

    /** The line of a Spawn's spec that runs a Java function; {@code arguments} as JSON without brackets. */
    static String java(String module, String function, String arguments) {
        return "java: {module: %s, function: %s, args: [%s]}".formatted(module, function, arguments);
    }
}
