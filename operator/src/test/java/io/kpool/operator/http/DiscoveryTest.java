package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What API servers are told of the group, without a token. */
class DiscoveryTest {
    private final HttpLab lab = HttpLab.standingBy().showing("");

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void theGroupHasOneVersion() throws Exception {
        JsonNode groups = lab.get("/apis").json();
        JsonNode group = lab.get("/apis/live.kpool.io").json();

        assertThat(groups.path("kind").asText()).isEqualTo("APIGroupList");
        assertThat(group.path("kind").asText()).isEqualTo("APIGroup");
        for (JsonNode one : List.of(groups.at("/groups/0"), group)) {
            assertThat(one.path("name").asText()).isEqualTo("live.kpool.io");
            assertThat(one.at("/preferredVersion/groupVersion").asText()).isEqualTo("live.kpool.io/v1alpha1");
            assertThat(one.at("/versions/0/version").asText()).isEqualTo("v1alpha1");
        }
    }

    @Test
    void theVersionHasSubresourcesOnly() throws Exception {
        JsonNode list = lab.get(Endpoints.BASE).json();

        assertThat(list.path("kind").asText()).isEqualTo("APIResourceList");
        assertThat(list.path("groupVersion").asText()).isEqualTo("live.kpool.io/v1alpha1");
        assertThat(list.path("resources"))
                .extracting(resource -> resource.path("name").asText())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.contains("/"))
                .contains("nodepools/spawn", "nodepools/log", "nodepools/attach", "groups/members", "names/call");
        assertThat(list.path("resources")).allSatisfy(resource -> {
            assertThat(resource.path("namespaced").asBoolean()).isTrue();
            assertThat(resource.path("kind").asText()).isNotEmpty();
            assertThat(resource.path("verbs")).isNotEmpty();
        });
        assertThat(list.path("resources"))
                .filteredOn(resource -> resource.path("name").asText().equals("nodepools/processes"))
                .singleElement()
                .extracting(resource -> resource.path("verbs").toString())
                .isEqualTo("[\"create\",\"get\"]");
    }
}
