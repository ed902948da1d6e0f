package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.operator.http.HttpLab.Reply;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is published against what is served. */
class OpenApiTest {
    private final HttpLab lab = HttpLab.leading();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void isWhereOneLooksForIt() throws Exception {
        for (String path : OpenApi.PATHS) {
            // When: without a token
            Reply reply = lab.showing("").get(path);
            // Then
            assertThat(reply.code()).isEqualTo(200);
            assertThat(reply.json().path("openapi").asText()).isEqualTo("3.0.3");
            assertThat(reply.json().at("/info/version").asText()).isEqualTo("v1alpha1");
        }
    }

    @Test
    void anIndexTellsWhereItIsAndWhetherItHasChanged() throws Exception {
        // When
        Reply index = lab.showing("").get("/openapi/v3");
        String place = index.json()
                .at("/paths/apis~1live.kpool.io~1v1alpha1/serverRelativeURL")
                .asText();
        Reply document = lab.get(place);
        Reply again = lab.send(lab.request(place).header("If-None-Match", document.header("ETag")))
                .get(10, TimeUnit.SECONDS);
        // Then
        assertThat(place).matches("/openapi/v3/apis/live.kpool.io/v1alpha1\\?hash=[0-9a-f]{64}");
        assertThat(document.json().path("openapi").asText()).isEqualTo("3.0.3");
        assertThat(document.header("ETag")).isEqualTo('"' + place.split("=")[1] + '"');
        assertThat(again.code()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
    }

    @Test
    void hasWhatIsServedAndNothingElse() throws Exception {
        // When
        Set<String> served = lab.door.router().getRoutes().stream()
                .filter(route -> route.getPath().startsWith(Endpoints.BASE + "/"))
                .flatMap(OpenApiTest::words)
                .collect(Collectors.toCollection(TreeSet::new));
        // Then
        assertThat(published()
                        .map(operation ->
                                operation.method() + " " + operation.path().replaceAll("\\{(\\w+)}", ":$1")))
                .containsExactlyInAnyOrderElementsOf(served);
        assertThat(served).hasSize(34);
    }

    @Test
    void everythingInItAnswers() throws Exception {
        lab.showing("");
        for (Operation operation : published().toList()) {
            // When
            String path = operation
                    .path()
                    .replace("{namespace}", "acme")
                    .replace("{nodepool}", "demo")
                    .replace("{process}", "alpha.7.1")
                    .replaceAll("[{]\\w+}", "any");
            Reply reply = lab.send(lab.request(path).method(operation.method(), BodyPublishers.noBody()))
                    .get(10, TimeUnit.SECONDS);
            // Then: it is there, and not for everybody
            assertThat(reply.error()).as(operation.toString()).isEqualTo("401 unauthenticated");
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        // When
        JsonNode document = lab.get(OpenApi.PATH).json();
        // Then
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .isTrue());
        assertThat(document.at("/components/schemas/SpawnBody/properties/java/allOf/0/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/JavaCall");
        assertThat(document.at("/components/schemas/JavaCall/required"))
                .extracting(JsonNode::asText)
                .containsExactly("module", "function");
        assertThat(document.at("/components/schemas/JavaCall/properties/module/maxLength")
                        .asInt())
                .isEqualTo(512);
        assertThat(document.at("/components/schemas/CommandLine/properties/argv/items/maxLength")
                        .asInt())
                .isEqualTo(32_768);
    }

    @Test
    void saysWhatAnAnswerHas() throws Exception {
        // Given
        lab.live.connected();
        JsonNode properties = lab.get(OpenApi.PATH).json().at("/components/schemas/NodeAnswer/properties");
        // When
        JsonNode node = lab.get("nodes").json().at("/nodes/0");
        // Then
        assertThat(fields(node)).containsExactlyElementsOf(fields(properties));
    }

    /** One of the document. */
    private record Operation(String method, String path) {}

    private Stream<Operation> published() throws Exception {
        return lab.get(OpenApi.PATH).json().path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey())));
    }

    private static Stream<String> words(Route route) {
        return route.methods().stream().map(HttpMethod::name).map(method -> method + " " + route.getPath());
    }

    private static List<String> fields(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }
}
