package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.kpool.client.Kubernetes.ServiceAccount;
import io.kpool.crd.ApiServer;
import io.kpool.crd.HostReasons;
import io.kpool.crd.HostSpec;
import io.kpool.crd.HostState;
import io.kpool.crd.HostStatus;
import io.kpool.crd.HostStatusBuilder;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolStatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pools started and stopped at a real API server, where the test is the operator and the garbage collector. */
@ExtendWith(ApiServer.class)
@TestInstance(Lifecycle.PER_CLASS)
class PoolApiTest {
    private static final KpoolOptions HASTY = KpoolOptions.DEFAULTS.withStartTimeout(Duration.ofMillis(300));

    private final ApiServer.Running server;
    private final KubernetesClient client;
    private Kpool kpool;

    PoolApiTest(ApiServer.Running server) {
        this.server = server;
        this.client = server.client();
    }

    @BeforeAll
    void start() {
        var kubernetes = new Kubernetes(server::newClient, "default");
        kpool = new Kpool(new FakeDoor(1), kubernetes, KpoolOptions.DEFAULTS);
    }

    @AfterAll
    void stop() {
        kpool.close();
    }

    @AfterEach
    void removePools() {
        client.resources(NodePool.class).inNamespace("default").delete();
        await().until(() -> demo().get() == null);
    }

    @Test
    void startReturnsWhenEachHostIsUpOrHasFailed() throws Exception {
        CompletableFuture<StartedPool> starting = starting("alpha", "beta", "alpha");
        await().until(() -> demo().get() != null);
        NodePool made = demo().get();
        assertThat(made.getSpec().hosts()).containsExactly(HostSpec.named("alpha"), HostSpec.named("beta"));
        assertThat(made.getSpec().args()).containsExactly("-Dgreeting=hello");

        report(host("alpha", HostState.Ready), host("beta", HostState.Starting));
        assertThat(starting).isNotDone();
        report(host("alpha", HostState.Ready), host("beta", HostState.Failed));

        StartedPool started = starting.get();
        assertThat(started.pool().name()).isEqualTo("demo");
        assertThat(started.nodes()).containsExactly("alpha");
        assertThat(started.failures())
                .containsExactly(new FailedHost("beta", HostReasons.IMAGE_PULL_FAILED, "no such image"));
    }

    @Test
    void s1NoHostsIsAnErrorBeforeAnythingIsMade() {
        assertThatThrownBy(() -> Pool.start(kpool, "demo", List.of()))
                .isInstanceOfSatisfying(
                        KpoolException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID));

        assertThat(demo().get()).isNull();
    }

    @Test
    void aSenselessNameIsRefused() {
        assertThatThrownBy(() -> Pool.start(kpool, "demo", List.of("Not a label")))
                .isInstanceOfSatisfying(
                        KpoolException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID));
    }

    @Test
    void s2AnExistingPoolGetsTheHostsThatItLacks() throws Exception {
        var first = starting("alpha");
        await().until(() -> demo().get() != null);
        report(host("alpha", HostState.Ready));
        first.get();

        CompletableFuture<StartedPool> second = starting("alpha", "beta");
        await().until(() -> demo().get().getSpec().hosts().size() == 2);
        report(host("alpha", HostState.Ready), host("beta", HostState.Ready));

        assertThat(second.get().nodes()).containsExactly("alpha", "beta");
        assertThatThrownBy(() -> Pool.start(kpool, "demo", List.of("gamma"), "-Dgreeting=bye"))
                .hasMessageContaining(
                        "runs already, with the arguments [-Dgreeting=hello] instead of [-Dgreeting=bye]");
    }

    @Test
    void hostsAreAddedThoughThePoolChangesMeanwhile() throws Exception {
        var others = new AtomicInteger(2);
        try (var overtaken = new Kpool(new FakeDoor(1), new Kubernetes(() -> overtakenBy(others), "default"), HASTY)) {
            Pool.start(overtaken, "demo", List.of("alpha"));
            Pool.start(overtaken, "demo", List.of("beta"));
        }

        assertThat(others).hasValue(0);
        assertThat(demo().get().getSpec().hosts()).containsExactly(HostSpec.named("alpha"), HostSpec.named("beta"));
    }

    /** A client before whose first changes somebody else's come. */
    private KubernetesClient overtakenBy(AtomicInteger others) {
        Interceptor overtaking = new Interceptor() {
            @Override
            public void before(BasicBuilder request, HttpRequest sent, Interceptor.RequestTags tags) {
                if (sent.method().equals("PATCH") && others.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    report(host("alpha", HostState.Ready));
                }
            }
        };
        return new KubernetesClientBuilder()
                .withConfig(client.getConfiguration())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("overtaking", overtaking))
                .build();
    }

    @Test
    void hostsThatTakeTooLongCountAsFailed() throws Exception {
        try (var impatient = new Kpool(new FakeDoor(1), new Kubernetes(server::newClient, "default"), HASTY)) {
            StartedPool started = Pool.start(impatient, "demo", List.of("alpha"));

            assertThat(started.nodes()).isEmpty();
            assertThat(started.failures()).extracting(FailedHost::reason).containsExactly("Starting");
        }
    }

    @Test
    @DisplayName("P8 stop waits until the workers are gone; a second stop finds no pool")
    void p8_stopWaitsUntilTheWorkersAreGone() throws Exception {
        var starting = starting("alpha");
        await().until(() -> demo().get() != null);
        report(host("alpha", HostState.Ready));
        Pool pool = starting.get().pool();

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> stop(pool));
        await().until(() -> demo().get().isMarkedForDeletion());
        assertThat(stopping).isNotDone();
        demo().edit(now -> {
            now.getMetadata().setFinalizers(List.of());
            return now;
        });
        stopping.get();

        assertThatThrownBy(pool::stop)
                .isInstanceOfSatisfying(
                        KpoolException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NO_SUCH_POOL));
    }

    @Test
    void aTokenIsRequestedAndKeptUntilTwoThirdsOfItsTimeAreOver() {
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("caller")
                        .withNamespace("default")
                        .endMetadata()
                        .build())
                .create();
        var now = new AtomicReference<>(Instant.now());
        var token = new RequestedToken(
                new Kubernetes(server::newClient, "default"),
                () -> new ServiceAccount("default", "caller"),
                (InstantSource) now::get);

        String first = token.read();
        assertThat(first.split("\\.")).hasSize(3);
        now.set(now.get().plus(Duration.ofMinutes(39)));
        assertThat(token.read()).isEqualTo(first);
        now.set(now.get().plus(Duration.ofMinutes(2)));
        assertThat(token.read()).isNotEqualTo(first);
    }

    @Test
    void aTokenOfAnAccountThatIsNotThereIsRefused() {
        var token = new RequestedToken(
                new Kubernetes(server::newClient, "default"),
                () -> new ServiceAccount("default", "nobody"),
                InstantSource.system());

        assertThatThrownBy(token::read)
                .isInstanceOfSatisfying(
                        KpoolException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID));
    }

    @Test
    void whoIsNoServiceAccountIsToldSo() {
        assertThatThrownBy(() -> kpool.kubernetes().self()).hasMessageContaining("is no service account");
    }

    @Test
    void withoutAnyPoolThereAreNoCertificates() {
        assertThatThrownBy(() -> kpool.kubernetes().authorities()).hasMessageContaining("start one");
    }

    private CompletableFuture<StartedPool> starting(String... hosts) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Pool.start(kpool, "demo", List.of(hosts), "-Dgreeting=hello");
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
    }

    private static void stop(Pool pool) {
        try {
            pool.stop();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private Resource<NodePool> demo() {
        return client.resources(NodePool.class).inNamespace("default").withName("demo");
    }

    private void report(HostStatus... hosts) {
        demo().editStatus(pool -> {
            long ready = Arrays.stream(hosts)
                    .filter(host -> host.state() == HostState.Ready)
                    .count();
            pool.setStatus(NodePoolStatusBuilder.builder()
                    .observedGeneration(pool.getMetadata().getGeneration())
                    .readyHosts((int) ready)
                    .wantedHosts(hosts.length)
                    .hosts(List.of(hosts))
                    .build());
            return pool;
        });
    }

    private static HostStatus host(String name, HostState state) {
        var status = HostStatusBuilder.builder().name(name).state(state);
        return state == HostState.Failed
                ? status.reason(HostReasons.IMAGE_PULL_FAILED)
                        .message("no such image")
                        .build()
                : status.build();
    }
}
