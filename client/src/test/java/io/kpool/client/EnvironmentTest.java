package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    @Test
    void theOperatorIsWhereTheChartPutsIt() {
        assertThat(new Environment(Map.of()).operator())
                .isEqualTo(new Operator("kpool-operator.kpool-system.svc", 7443, "kpool-operator.kpool-system.svc"));
    }

    @Test
    void theOperatorIsWhereTheEnvironmentSays() {
        assertThat(new Environment(Map.of("KPOOL_OPERATOR", "10.0.0.1:1234")).operator())
                .isEqualTo(new Operator("10.0.0.1", 1234, "10.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", ":1", "host:", "host:70000", "host:http"})
    void whatIsNoAddressIsRefused(String text) {
        var environment = new Environment(Map.of("KPOOL_OPERATOR", text));

        assertThatThrownBy(environment::operator)
                .isInstanceOf(KpoolException.class)
                .hasMessageContaining("give host:port");
    }

    @Test
    void aTokenIsReadAnewEachTime(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("token");
        Text token = new Environment(Map.of("KPOOL_TOKEN_FILE", file.toString())).token(() -> "requested");

        assertThat(token.read()).isEqualTo("requested");
        Files.writeString(file, "mounted\n");
        assertThat(token.read()).isEqualTo("mounted");
    }

    @Test
    void anUnreadableFileIsNoReasonToLookElsewhere(@TempDir Path folder) {
        Text authorities =
                new Environment(Map.of("KPOOL_CA_FILE", folder.toString())).authorities(() -> "from the API");

        assertThatThrownBy(authorities::read).isInstanceOf(IOException.class).hasMessageContaining("cannot read");
    }
}
