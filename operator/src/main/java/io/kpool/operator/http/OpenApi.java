package io.kpool.operator.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Status;
import java.util.List;
import java.util.Locale;

/** The OpenAPI document of the endpoints. */
final class OpenApi {
    /** Where Kubernetes' API servers tell what documents there are. */
    static final String INDEX = "/openapi/v3";

    /** Where they have that of one version of a group. */
    static final String PATH = INDEX + Endpoints.BASE;

    /** And where people look. */
    static final List<String> PATHS = List.of(PATH, "/openapi.json");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private OpenApi() {}

    /** @param hash of the document, by which its readers see that it has changed */
    static ObjectNode index(String hash) {
        ObjectNode index = NODES.objectNode();
        index.putObject("paths")
                .putObject(Endpoints.BASE.substring(1))
                .put("serverRelativeURL", PATH + "?hash=" + hash);
        return index;
    }

    static ObjectNode document(List<Endpoint> endpoints) {
        Schemas schemas = new Schemas();
        ObjectNode document = NODES.objectNode().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", "kpool live API")
                .put("version", "v1alpha1")
                .put(
                        "description",
                        "What is true now of pools and their processes, and what has to take milliseconds.");
        ObjectNode paths = document.putObject("paths");
        for (Endpoint endpoint : endpoints) {
            String method = endpoint.method().name().toLowerCase(Locale.ROOT);
            paths.withObjectProperty(endpoint.path()).set(method, operation(endpoint, schemas));
        }
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas.all());
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A service account's token of audience kpool.");
        document.putArray("security").addObject().putArray("token");
        return document;
    }

    private static ObjectNode operation(Endpoint endpoint, Schemas schemas) {
        Endpoint.About about = endpoint.about();
        ObjectNode operation = NODES.objectNode()
                .put("operationId", about.id())
                .put("summary", about.summary())
                .put("description", needs(endpoint));
        about.parameters()
                .forEach(parameter -> operation.withArrayProperty("parameters").add(parameter(parameter)));
        if (about.hasBody()) {
            operation
                    .putObject("requestBody")
                    .putObject("content")
                    .putObject("application/json")
                    .set("schema", schemas.of(about.body()));
        }
        ObjectNode responses = operation.putObject("responses");
        String medium = about.answer() == String.class ? "text/plain" : "application/json";
        responses.set("200", response("It is done.", medium, schemas.of(about.answer())));
        if (about.parameters().contains(Endpoints.REQUEST_ID)) {
            responses.set(
                    "202",
                    response(
                            "It waits for a place: ask again with the same name.", medium, schemas.of(about.answer())));
        }
        responses.set("default", response("An error.", "application/json", schemas.of(Status.class)));
        return operation;
    }

    private static String needs(Endpoint endpoint) {
        String permission = endpoint.about().permission();
        String inFront = endpoint.inFront().toString();
        String needs = "Needs " + permission + " in API group live.kpool.io";
        return inFront.equals(permission)
                ? needs + "."
                : needs + ", and through the Kubernetes API server " + inFront + " besides.";
    }

    private static ObjectNode response(String description, String medium, ObjectNode schema) {
        ObjectNode response = NODES.objectNode().put("description", description);
        response.putObject("content").putObject(medium).set("schema", schema);
        return response;
    }

    private static ObjectNode parameter(Parameter parameter) {
        ObjectNode node = NODES.objectNode().put("name", parameter.name()).put("description", parameter.description());
        switch (parameter) {
            case Parameter.InPath path ->
                node.put("in", "path").put("required", true).putObject("schema").put("type", "string");
            case Parameter.Header header ->
                node.put("in", "header")
                        .putObject("schema")
                        .put("type", "string")
                        .put("pattern", header.pattern());
            case Parameter.Choice choice -> {
                ObjectNode schema = node.put("in", "query").putObject("schema").put("type", "string");
                choice.words().forEach(word -> schema.withArrayProperty("enum").add(word));
                schema.put("default", choice.words().getFirst());
            }
            case Parameter.Number number ->
                node.put("in", "query")
                        .putObject("schema")
                        .put("type", "integer")
                        .put("minimum", number.range().least())
                        .put("maximum", number.range().most())
                        .put("default", number.range().byDefault());
            case Parameter.Token token ->
                node.put("in", "query").putObject("schema").put("type", "string");
            case Parameter.Flag flag ->
                node.put("in", "query")
                        .putObject("schema")
                        .put("type", "boolean")
                        .put("default", false);
        }
        return node;
    }
}
