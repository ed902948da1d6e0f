package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to the operator's Service, with TLS. */
class ServiceDoorTest {
    @Test
    void whomTheAuthoritySignedIsTrusted(@TempDir Path folder) throws Exception {
        TestAuthority authority = TestAuthority.in(folder);
        try (var operator = new EchoOperator(authority, Duration.ZERO);
                Kpool kpool = kpool(operator, authority)) {
            assertThat(Pool.get(kpool, "demo").pspawn(Samples.SPEC).pid()).isEqualTo("demo/alpha.1.1");
        }
    }

    @Test
    void whomAnotherSignedIsNot(@TempDir Path folder, @TempDir Path other) throws Exception {
        TestAuthority authority = TestAuthority.in(folder);
        try (var operator = new EchoOperator(TestAuthority.in(other), Duration.ZERO);
                Kpool kpool = kpool(operator, authority)) {
            assertThatThrownBy(kpool::connect)
                    .isInstanceOfSatisfying(
                            KpoolException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .hasMessageContaining("certif");
        }
    }

    private static Kpool kpool(EchoOperator operator, TestAuthority authority) {
        KpoolOptions options = KpoolOptions.DEFAULTS.withConnectTimeout(Duration.ofSeconds(2));
        var door = new ServiceDoor(
                Operator.at("localhost:" + operator.port()), () -> Files.readString(authority.caFile()), () -> "token");
        return new Kpool(door, Kubernetes.here(options), options);
    }
}
