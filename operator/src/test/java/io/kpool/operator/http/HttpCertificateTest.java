package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.aggregation.FrontProxy;
import io.kpool.operator.live.Callers;
import io.kpool.operator.security.Caller;
import io.kpool.operator.security.OperatorCertificates;
import io.kpool.operator.security.TestCertificates;
import io.vertx.core.Vertx;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class HttpCertificateTest {

    @Test
    void showsWhoeverDialsTheNewestCertificate() throws Exception {
        // Given
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now().minus(Duration.ofDays(61)));
        OperatorCertificates certificates = TestCertificates.at(now::get);
        Vertx vertx = Vertx.vertx();
        Doorkeeper nobody = new Doorkeeper(new NoCallers(), new FrontProxy(), true);
        try (HttpDoor door = new HttpDoor(vertx, certificates, nobody, List.of())) {
            door.listen(0);
            X509Certificate first = shown(door, certificates);
            // When
            now.updateAndGet(then -> then.plus(Duration.ofDays(61)));
            certificates.renewIfDue();
            // Then
            assertThat(shown(door, certificates)).isNotEqualTo(first);
            assertThat(first.getSubjectAlternativeNames())
                    .extracting(name -> name.get(1).toString())
                    .contains(TestCertificates.SERVICE);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static final class NoCallers implements Callers {
        @Override
        public CompletionStage<Caller> admit(String token) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Caller> admitKnown(Caller caller) {
            return new CompletableFuture<>();
        }
    }

    private static X509Certificate shown(HttpDoor door, OperatorCertificates certificates) throws Exception {
        try (SSLSocket socket = (SSLSocket) HttpLab.trusting(certificates.caBundlePem())
                .getSocketFactory()
                .createSocket("127.0.0.1", door.port())) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            Certificate[] chain = socket.getSession().getPeerCertificates();
            return (X509Certificate) chain[0];
        }
    }
}
