package io.kpool.cluster.local;

import io.kpool.cluster.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks for traces of one cluster on this machine, wherever a Kubernetes node could leave some. */
record LocalMachine(RunFolder folder, Network network) {

    static boolean canRunClusters() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("user.name").equals("root");
    }

    List<String> traces() throws IOException {
        return Stream.of(
                        processes(),
                        mentions("mount", folder.path().toString(), Files.readString(Path.of("/proc/self/mounts"))),
                        mentions("link", " " + folder.networkInterface() + "@", ip("link")),
                        mentions("route", "10." + network.number() + ".", ip("route")),
                        mentions("rule", "KUBE-", rules()),
                        controlGroups(),
                        Files.exists(folder.path()) ? Stream.of("folder " + folder.path()) : Stream.<String>of())
                .flatMap(traces -> traces)
                .toList();
    }

    private Stream<String> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> readEnvironment(process).contains("KPOOL_PROCESS_OF=" + folder.path() + "\0"))
                .map(process -> "process " + process.pid());
    }

    private static String readEnvironment(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"));
        } catch (IOException ended) {
            return "";
        }
    }

    private Stream<String> controlGroups() throws IOException {
        return Command.of("find", "/sys/fs/cgroup", "-path", "*/" + folder.cgroup() + "*")
                .run()
                .output()
                .lines()
                .map(line -> "control group " + line);
    }

    private static Stream<String> mentions(String kind, String word, String text) {
        return text.lines().filter(line -> line.contains(word)).map(line -> kind + " " + line);
    }

    private static String ip(String what) {
        return Command.of("ip", what, "show").require();
    }

    private static String rules() {
        return Command.of("iptables-save").run().output();
    }
}
