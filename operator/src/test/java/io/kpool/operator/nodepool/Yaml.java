package io.kpool.operator.nodepool;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kpool.pool.HostView;
import io.kpool.pool.PoolSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads and writes the files of tests. */
final class Yaml {
    private Yaml() {}

    static <T> T read(Path file, Class<T> type) {
        return parse(text(file), type);
    }

    static <T> T parse(String yaml, Class<T> type) {
        // What begins with a brace would be taken for JSON.
        return Serialization.unmarshal("---\n" + yaml, type);
    }

    static String write(Object object) {
        return Serialization.asYaml(object).replaceFirst("^---\n", "");
    }

    /** All files of a folder whose names begin so. */
    static <T> List<T> list(Path folder, String prefix, Class<T> type) {
        return names(folder, prefix)
                .map(name -> read(folder.resolve(name), type))
                .toList();
    }

    /** What a master knows; without the file it knows nothing. */
    static PoolSnapshot snapshot(Path file) throws IOException {
        List<HostView> hosts = List.of();
        if (Files.exists(file)) {
            ObjectMapper json = new ObjectMapper();
            Object tree = Serialization.unmarshal(text(file), Object.class);
            hosts = json.convertValue(tree, new TypeReference<>() {});
        }
        return snapshot(hosts);
    }

    static PoolSnapshot snapshot(List<HostView> hosts) {
        int processes = hosts.stream().mapToInt(host -> host.use().processes()).sum();
        int slots = hosts.stream().mapToInt(host -> host.use().slots()).sum();
        long max = hosts.stream().mapToLong(host -> host.use().load()).max().orElse(0);
        long average = (long)
                hosts.stream().mapToLong(host -> host.use().load()).average().orElse(0);
        return new PoolSnapshot(hosts, new PoolSnapshot.Load(average, max, 0, processes, slots), 0);
    }

    static Map<String, String> outputs(Path folder) {
        Map<String, String> outputs = new TreeMap<>();
        names(folder, "out-").forEach(name -> outputs.put(name, text(folder.resolve(name))));
        return outputs;
    }

    static void replaceOutputs(Path folder, Map<String, String> outputs) throws IOException {
        for (String name : names(folder, "out-").toList()) {
            Files.delete(folder.resolve(name));
        }
        for (Map.Entry<String, String> output : outputs.entrySet()) {
            Files.writeString(folder.resolve(output.getKey()), output.getValue());
        }
    }

    private static Stream<String> names(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
