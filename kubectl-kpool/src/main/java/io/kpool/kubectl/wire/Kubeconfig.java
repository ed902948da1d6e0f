package io.kpool.kubectl.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that kubectl reads too: of several, what stands in the first that has it counts. */
final class Kubeconfig {
    /** An entry, and the folder from which its relative paths are meant. */
    record Entry(JsonNode content, Path folder) {
        String text(String field) {
            return content.path(field).asText("");
        }
    }

    private record Document(JsonNode content, Path folder) {}

    private final List<Document> documents;

    private Kubeconfig(List<Document> documents) {
        this.documents = documents;
    }

    /** What {@code --kubeconfig}, KUBECONFIG or the home folder has; nothing, if there is no such file. */
    static Optional<Kubeconfig> read(String said, Map<String, String> environment) {
        List<Document> documents = new ArrayList<>();
        if (!said.isEmpty()) {
            documents.add(document(Path.of(said)));
        } else {
            files(environment).stream()
                    .filter(Files::exists)
                    .map(Kubeconfig::document)
                    .forEach(documents::add);
        }
        return documents.isEmpty() ? Optional.empty() : Optional.of(new Kubeconfig(documents));
    }

    private static List<Path> files(Map<String, String> environment) {
        String listed = environment.getOrDefault("KUBECONFIG", "");
        if (listed.isBlank()) {
            return List.of(Path.of(environment.getOrDefault("HOME", "."), ".kube", "config"));
        }
        return Arrays.stream(listed.split(File.pathSeparator))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .toList();
    }

    private static Document document(Path file) {
        try {
            // What kubectl config writes in JSON is read many times faster as such; YAML contains it.
            byte[] text = Files.readAllBytes(file);
            ObjectMapper mapper = text.length > 0 && text[0] == '{' ? new ObjectMapper() : new YAMLMapper();
            JsonNode content = mapper.readTree(text);
            return new Document(
                    content instanceof ObjectNode ? content : MissingNode.getInstance(),
                    file.toAbsolutePath().getParent());
        } catch (JsonProcessingException e) {
            throw Failure.of("the kubeconfig " + file + " is no YAML, at line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw Failure.of("the kubeconfig " + file + " cannot be read: is it there, and yours?");
        }
    }

    String currentContext() {
        return documents.stream()
                .map(document -> document.content().path("current-context").asText(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** @param list contexts, clusters or users; an entry of it has its content under the singular */
    Optional<Entry> find(String list, String name) {
        String singular = list.substring(0, list.length() - 1);
        for (Document document : documents) {
            for (JsonNode entry : document.content().path(list)) {
                if (entry.path("name").asText("").equals(name)) {
                    return Optional.of(new Entry(entry.path(singular), document.folder()));
                }
            }
        }
        return Optional.empty();
    }
}
