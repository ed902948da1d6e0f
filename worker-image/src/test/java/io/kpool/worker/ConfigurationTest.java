package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final Map<String, String> LEAST = Map.of(
            "KPOOL_POOL", "demo",
            "KPOOL_HOST", "alpha",
            "KPOOL_OPERATOR", "kpool-operator.kpool-system.svc:9443");

    @Test
    void hasUsualValues() {
        Configuration configuration = Configuration.of(LEAST);

        assertThat(configuration.name()).isEqualTo(new WorkerName("demo", "alpha", 0));
        assertThat(configuration.slots()).isEqualTo(256);
        assertThat(configuration.masterLoss()).isEqualTo(Duration.ofSeconds(300));
        assertThat(configuration.drain()).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.operator())
                .isEqualTo(new OperatorAddress(
                        "kpool-operator.kpool-system.svc",
                        9443,
                        Path.of("/var/run/kpool/ca/ca.crt"),
                        Path.of("/var/run/kpool/token/token")));
        assertThat(configuration.classPath()).isEqualTo(List.of(Path.of("/opt/kpool/app"), Path.of("/opt/kpool/lib")));
    }

    @Test
    void readsAllOfTheEnvironment() {
        Configuration configuration = Configuration.of(with(Map.of(
                "KPOOL_INCARNATION", "1700000000",
                "KPOOL_SLOTS", "8",
                "KPOOL_MASTER_LOSS_SECONDS", "0",
                "KPOOL_DRAIN_SECONDS", "5",
                "KPOOL_POD_UID", "abc",
                "KPOOL_OPERATOR_NAME", "operator.example",
                "KPOOL_CLASS_PATH", "/a:/b")));

        assertThat(configuration.name().incarnation()).isEqualTo(1_700_000_000);
        assertThat(configuration.slots()).isEqualTo(8);
        assertThat(configuration.masterLoss()).isZero();
        assertThat(configuration.drain()).isEqualTo(Duration.ofSeconds(5));
        assertThat(configuration.podUid()).isEqualTo("abc");
        assertThat(configuration.operator().host()).isEqualTo("kpool-operator.kpool-system.svc");
        assertThat(configuration.operator().name()).isEqualTo("operator.example");
        assertThat(configuration.classPath()).containsExactly(Path.of("/a"), Path.of("/b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KPOOL_SLOTS       | many      | KPOOL_SLOTS is 'many': give a whole number of at least 1",
                "KPOOL_SLOTS       | 0         | KPOOL_SLOTS is '0': give a whole number of at least 1",
                "KPOOL_SLOTS       | 100001    | KPOOL_SLOTS is 100001: give at most 100000",
                "KPOOL_OPERATOR    | operator  | KPOOL_OPERATOR is 'operator': give host:port",
                "KPOOL_OPERATOR    | a:70000   | KPOOL_OPERATOR is 'a:70000': give host:port",
                "KPOOL_HOST        | Alpha     | not a host name",
                "KPOOL_POOL        | ''        | KPOOL_POOL is not set: give the name of the NodePool",
                "KPOOL_INCARNATION | -1        | KPOOL_INCARNATION is '-1'",
            })
    void namesWhatIsWrong(String name, String value, String message) {
        assertThatThrownBy(() -> Configuration.of(with(Map.of(name, value))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void takesSystemPropertiesAsArguments() {
        assertThat(Arguments.properties(List.of("-Da=1", "-Db", "-Da=2=3"))).isEqualTo(Map.of("a", "2=3", "b", ""));
    }

    @ParameterizedTest
    @CsvSource({"-setcookie", "-D=1", "name=value"})
    void ignoresNoArgument(String argument) {
        assertThatThrownBy(() -> Arguments.properties(List.of(argument)))
                .hasMessageContaining(argument)
                .hasMessageContaining("-Dname=value");
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(LEAST);
        all.putAll(more);
        return all;
    }
}
