package io.kpool.cluster.local;

import io.kpool.cluster.machine.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A started host.
 *
 * @param pid of its first process, as seen from the machine
 */
record Host(String name, long pid) {
    private static final Duration BIRTH = Duration.ofSeconds(10);

    /**
     * Starts a host that outlives this process; it does its own set-up from there on.
     *
     * @param script the file in the scripts folder that it runs
     */
    static Host start(RunFolder folder, String name, String script, Map<String, String> environment) {
        Path scripts = folder.scripts();
        Map<String, String> variables = new HashMap<>(environment);
        variables.put(Leftovers.MARK, folder.path().toString());
        variables.put("HOST_NAME", name);
        variables.put("HOST_FOLDER", folder.host(name).toString());
        variables.put("LOG_FOLDER", folder.logs().toString());
        variables.put("SCRIPT_FOLDER", scripts.toString());
        List<String> words = List.of(
                "setsid",
                "sh",
                scripts.resolve("enter.sh").toString(),
                folder.cgroup(name),
                scripts.resolve(script).toString());
        try {
            Process process =
                    Command.of(words).with(variables).start(folder.logs().resolve(name + ".log"));
            return new Host(name, firstProcess(process, folder.logs()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The namespaces exist before their first process is forked; so its existence is all there is to wait for. */
    private static long firstProcess(Process process, Path logs) {
        Deadline.in(BIRTH, "A host of the cluster did not start; see the logs in " + logs + ".")
                .await(() -> process.children().findAny().isPresent());
        return process.children()
                .min(Comparator.comparing(ProcessHandle::pid))
                .orElseThrow()
                .pid();
    }

    /** Runs a command inside, with the files and the network of this host. */
    Command command(String... words) {
        List<String> all =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(pid), "--mount", "--net", "--pid", "--"));
        all.addAll(List.of(words));
        return Command.of(all);
    }
}
