package io.kpool.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionNames;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what a definition says as a page for people. */
final class ReferencePage {
    private final CustomResourceDefinition definition;
    private final CustomResourceDefinitionVersion version;
    private final StringBuilder page = new StringBuilder();
    private final Set<String> rules = new LinkedHashSet<>();

    private ReferencePage(CustomResourceDefinition definition) {
        this.definition = definition;
        this.version = definition.getSpec().getVersions().getFirst();
    }

    /**
     * The page of a kind, with what its admission policy answers and the constants that its conditions and states show.
     *
     * @param example a whole resource, as YAML
     */
    static String of(
            CustomResourceDefinition definition,
            String example,
            List<String> refusals,
            List<DocumentedConstants> constants) {
        ReferencePage page = new ReferencePage(definition);
        page.head();
        page.example(example);
        JSONSchemaProps root = page.version.getSchema().getOpenAPIV3Schema();
        page.fields("spec", root.getProperties().get("spec"));
        page.fields("status", root.getProperties().get("status"));
        page.collectRules(root);
        page.rules.addAll(refusals);
        page.ruleList();
        constants.forEach(page::constants);
        return page.page.toString();
    }

    private void head() {
        CustomResourceDefinitionNames names = definition.getSpec().getNames();
        line("# " + names.getKind());
        line("");
        line("<!-- Made from the types in io.kpool.crd; how to make it anew: see GeneratedFilesTest. -->");
        line("");
        line(version.getSchema().getOpenAPIV3Schema().getDescription());
        line("");
        line(
                "`apiVersion: %s/%s`, `kind: %s`. For kubectl: `%s`, short `%s`; `kubectl get %s` lists all kinds of kpool."
                        .formatted(
                                definition.getSpec().getGroup(),
                                version.getName(),
                                names.getKind(),
                                names.getPlural(),
                                String.join("`, `", names.getShortNames()),
                                String.join(", ", names.getCategories())));
        line("Columns: " + columns(0) + "." + (columns(1).isEmpty() ? "" : " With `-o wide` also " + columns(1) + "."));
    }

    private void example(String yaml) {
        line("");
        line("```yaml");
        line(yaml.strip());
        line("```");
    }

    private String columns(int priority) {
        return version.getAdditionalPrinterColumns().stream()
                .filter(column -> column.getPriority() == priority)
                .map(CustomResourceColumnDefinition::getName)
                .map(name -> "`" + name.toUpperCase(Locale.ROOT) + "`")
                .collect(Collectors.joining(", "));
    }

    private void fields(String part, JSONSchemaProps schema) {
        line("");
        line("## " + part);
        line("");
        line("| field | type | default | what it says |");
        line("| --- | --- | --- | --- |");
        rows("", schema);
    }

    private void rows(String prefix, JSONSchemaProps schema) {
        List<String> required = schema.getRequired();
        schema.getProperties().forEach((name, property) -> {
            String path = prefix + name;
            String description = property.getDescription().replace("|", "\\|").replace("<", "&lt;");
            line("| `%s`%s | %s | %s | %s |"
                    .formatted(
                            path,
                            required.contains(name) ? " (required)" : "",
                            FieldType.of(property),
                            defaultOf(property),
                            description));
            nested(path, property);
        });
    }

    private void nested(String path, JSONSchemaProps property) {
        if (!property.getProperties().isEmpty()) {
            rows(path + ".", property);
        } else if (property.getItems() != null
                && !property.getItems().getSchema().getProperties().isEmpty()) {
            rows(path + "[].", property.getItems().getSchema());
        }
    }

    private static String defaultOf(JSONSchemaProps property) {
        JsonNode value = property.getDefault();
        return value == null || value.isContainerNode() ? "" : "`" + value.asText() + "`";
    }

    private void collectRules(JSONSchemaProps schema) {
        schema.getXKubernetesValidations().stream()
                .map(ValidationRule::getMessage)
                .forEach(rules::add);
        List<JSONSchemaProps> parts = new ArrayList<>();
        for (Map.Entry<String, JSONSchemaProps> property :
                schema.getProperties().entrySet()) {
            parts.add(property.getValue());
        }
        if (schema.getItems() != null) {
            parts.add(schema.getItems().getSchema());
        }
        parts.forEach(this::collectRules);
    }

    private void ruleList() {
        line("");
        line("## What is refused, and what the answer says");
        line("");
        rules.forEach(message -> line("- " + message));
    }

    private void constants(DocumentedConstants constants) {
        line("");
        line("## " + constants.title());
        line("");
        line("| value | meaning |");
        line("| --- | --- |");
        constants.meanings().forEach((value, meaning) -> line("| `%s` | %s |".formatted(value, meaning)));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
