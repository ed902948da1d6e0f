package io.kpool.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RightTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "live-api.md");
    private static final Path ROLES = Path.of("..", "charts", "kpool", "templates", "roles.yaml");
    private static final String LIVE = "live.kpool.io";
    private static final Pattern PERMISSION = Pattern.compile("`([a-z]+) ([a-z/]+)`");

    /** No command asks for these. */
    private static final Set<String> UNUSED = Set.of(
            "nodepools/{nodepool}/node",
            "groups/{group}/watch",
            "names/{name}/pid",
            "names/{name}/nodes",
            "names/{name}/watch",
            "names/{name}/register",
            "names/{name}/unregister");

    @Test
    void ofTheLiveApiTheyAreThoseOfItsReference() throws IOException {
        Set<Right> written = Files.readAllLines(REFERENCE).stream()
                .map(line -> line.split("\\|"))
                .filter(cells -> cells.length == 6 && cells[2].startsWith(" `"))
                .filter(cells -> !UNUSED.contains(cells[2].strip().replace("`", "")))
                .flatMap(cells -> permissions(cells[3] + cells[4]))
                .collect(Collectors.toSet());

        assertThat(Right.ALL.stream().filter(right -> right.group().equals(LIVE)))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void theChartsRoleForPeopleHasThemAll() throws IOException {
        JsonNode rules = role("kpool-edit").path("rules");

        assertThat(Right.ALL)
                .allMatch(right -> elements(rules)
                        .anyMatch(rule -> has(rule, "apiGroups", right.group())
                                && has(rule, "resources", right.resource())
                                && has(rule, "verbs", right.verb())));
    }

    @Test
    void areListedByVerb() {
        List<Right> rights = List.of(
                new Right(LIVE, "groups/join", "create"),
                new Right(LIVE, "groups", "update"),
                new Right(LIVE, "groups/leave", "create"));

        assertThat(Right.listed(rights)).isEqualTo("create groups/join, groups/leave; update groups");
    }

    private static Stream<Right> permissions(String cells) {
        return PERMISSION.matcher(cells).results().map(found -> new Right(LIVE, found.group(2), found.group(1)));
    }

    private static JsonNode role(String name) throws IOException {
        String plain = Files.readAllLines(ROLES).stream()
                .filter(line -> !line.contains("{{"))
                .collect(Collectors.joining("\n"));
        try (MappingIterator<JsonNode> all =
                new YAMLMapper().readerFor(JsonNode.class).readValues(plain)) {
            return all.readAll().stream()
                    .filter(role -> Scope.nameOf(role).equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean has(JsonNode rule, String field, String value) {
        return elements(rule.path(field)).anyMatch(each -> each.asText().equals(value));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
