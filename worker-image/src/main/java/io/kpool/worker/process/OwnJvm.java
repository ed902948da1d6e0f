package io.kpool.worker.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a JVM like this one is started: the same runtime, class path, collector and ahead-of-time cache.
 *
 * @param command the command line up to the main class
 * @param classPath folders of user code
 */
public record OwnJvm(List<String> command, List<Path> classPath) {
    private static final List<String> INHERITED = List.of(
            "-XX:AOTCache=",
            "-XX:AOTMode=",
            "-XX:+Unlock",
            "-XX:ArchiveRelocation",
            "-XX:+Use",
            "--enable-native",
            "--sun-");

    public OwnJvm {
        command = List.copyOf(command);
        classPath = List.copyOf(classPath);
    }

    /**
     * JVMs like the current one, with that user code.
     *
     * @param properties system properties that its functions can read, and that the current JVM was not started with
     */
    public static OwnJvm likeThis(Map<String, String> properties, List<Path> classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> INHERITED.stream().anyMatch(option::startsWith))
                .forEach(command::add);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return new OwnJvm(command, classPath);
    }

    /** The command line that runs {@link JvmMain} with those arguments. */
    List<String> run(Path socket) {
        List<String> line = new ArrayList<>(command);
        line.add(JvmMain.class.getName());
        line.add(socket.toString());
        classPath.forEach(folder -> line.add(folder.toString()));
        return line;
    }
}
