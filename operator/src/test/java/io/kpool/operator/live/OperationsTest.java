package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.protocol.live.AttachResponse;
import io.kpool.protocol.live.CordonRequest;
import io.kpool.protocol.live.ExitRequest;
import io.kpool.protocol.live.ExplainResponse;
import io.kpool.protocol.live.HostsRequest;
import io.kpool.protocol.live.ListProcessesRequest;
import io.kpool.protocol.live.ListProcessesResponse;
import io.kpool.protocol.live.Node;
import io.kpool.protocol.live.PoolRequest;
import io.kpool.protocol.live.Process;
import io.kpool.protocol.live.ProcessRequest;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller may ask without a session, over the real protocol with TLS. */
class OperationsTest {
    private static final PoolRequest DEMO =
            PoolRequest.newBuilder().setPool("demo").build();

    private final FakeEdits edits = new FakeEdits();
    private final LiveLab lab = LiveLab.leading(edits);

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void tellsOfAPoolsHosts() throws Exception {
        // Given
        lab.connected();
        // When
        List<Node> nodes = lab.caller().unary().getNodes(DEMO).getNodeList();
        // Then
        assertThat(nodes).singleElement().satisfies(node -> {
            assertThat(node.getHost()).isEqualTo("alpha");
            assertThat(node.getIncarnation()).isEqualTo(7);
            assertThat(node.getState()).isEqualTo("Ready");
            assertThat(node.getSlots()).isEqualTo(8);
            assertThat(node.getReportAgeMillis()).isBetween(0L, 10_000L);
            assertThat(node.getCordoned()).isFalse();
        });
    }

    @Test
    void getNodeCountsAsPlaced() throws Exception {
        // Given
        lab.connected();
        FakeCaller caller = lab.caller();
        // When
        Node first = caller.unary().getNode(DEMO).getNode();
        Node second = caller.unary().getNode(DEMO).getNode();
        // Then
        assertThat(first.getHost()).isEqualTo("alpha");
        assertThat(first.getLoadMilli()).isEqualTo(1_000);
        assertThat(second.getLoadMilli()).isEqualTo(2_000);
    }

    @Test
    void saysThatNoHostIsReady() throws Exception {
        // Given
        FakeCaller caller = lab.caller();
        // Then
        assertThat(error(() -> caller.unary().getNode(DEMO))).isEqualTo("UNAVAILABLE no_node");
    }

    @Test
    void explainsItsChoice() throws Exception {
        // Given
        FakeCaller caller = lab.caller();
        ExplainResponse before = caller.unary().explain(DEMO);
        lab.connected();
        // When
        ExplainResponse after = caller.unary().explain(DEMO);
        // Then
        assertThat(before.getStrategy()).isEqualTo("LeastLoaded");
        assertThat(before.getChosen()).isEmpty();
        assertThat(before.getCandidate(0).getExcluded()).isEqualTo("it is starting");
        assertThat(after.getChosen()).isEqualTo("alpha");
        assertThat(after.getCandidate(0).getExcluded()).isEmpty();
    }

    @Test
    void tellsOfProcesses() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        String session = caller.begin(FakeCaller.open()).getSession();
        caller.spawn(function(1));
        long serial = worker.start(worker.spawned());
        caller.hears();
        // When
        Process listed = caller.unary().listProcesses(list().build()).getProcess(0);
        Process got = caller.unary().getProcess(process("demo/alpha.7." + serial));
        // Then
        assertThat(got).isEqualTo(listed);
        assertThat(got.getPid()).isEqualTo("demo/alpha.7." + serial);
        assertThat(got.getState()).isEqualTo("Running");
        assertThat(got.getOwner()).isEqualTo(session);
        assertThat(got.getStartedMillis()).isPositive();
    }

    @Test
    void listsProcessesPageByPage() throws Exception {
        // Given: the first has started, so that all have arrived
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        caller.spawn(function(1), function(2), function(3));
        worker.start(worker.spawned());
        caller.hears();
        // When
        ListProcessesResponse first =
                caller.unary().listProcesses(list().setLimit(2).build());
        ListProcessesResponse last = caller.unary()
                .listProcesses(
                        list().setLimit(2).setContinue(first.getContinue()).build());
        // Then
        assertThat(first.getProcessList()).extracting(Process::getState).containsExactly("Running", "Dispatched");
        assertThat(last.getProcessList()).extracting(Process::getState).containsExactly("Dispatched");
        assertThat(last.getContinue()).isEmpty();
    }

    @Test
    void knowsNoPageOfAnotherLeader() throws Exception {
        // Given
        FakeCaller caller = lab.caller();
        // Then
        assertThat(error(() ->
                        caller.unary().listProcesses(list().setContinue("5-2").build())))
                .isEqualTo("FAILED_PRECONDITION forgotten");
        assertThat(error(() -> caller.unary()
                        .listProcesses(list().setContinue("nonsense").build())))
                .isEqualTo("INVALID_ARGUMENT invalid");
    }

    @Test
    void knowsNoProcessThatIsNot() throws Exception {
        // Given
        FakeCaller caller = lab.caller();
        // Then
        assertThat(error(() -> caller.unary().getProcess(process("demo/alpha.7.99"))))
                .isEqualTo("NOT_FOUND no_such_process");
        assertThat(error(() -> caller.unary().getProcess(process("99")))).isEqualTo("INVALID_ARGUMENT invalid");
    }

    @Test
    void killsAProcess() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        caller.spawn(function(1));
        long serial = worker.start(worker.spawned());
        caller.hears();
        // When
        caller.unary().exit(exit(serial, ExitReason.KILLED));
        // Then
        assertThat(worker.signalled().getSerial()).isEqualTo(serial);
    }

    @Test
    void asksForPermission() throws Exception {
        // Given
        lab.admission.forbid("nodepools/nodes");
        FakeCaller caller = lab.caller();
        // Then
        assertThat(error(() -> caller.unary().getNodes(DEMO))).isEqualTo("PERMISSION_DENIED forbidden");
        FakeCaller nobody = lab.caller("nonsense");
        assertThat(error(() -> nobody.unary().getNodes(DEMO))).isEqualTo("UNAUTHENTICATED unauthenticated");
    }

    @Test
    void attachesAndDetachesHosts() throws Exception {
        // Given
        FakeCaller caller = lab.caller();
        // When
        AttachResponse again = caller.unary().attach(hosts("alpha"));
        AttachResponse first = caller.unary().attach(hosts("beta", "gamma"));
        caller.unary().detach(hosts("alpha"));
        // Then
        assertThat(again.getAlreadyAttached()).isTrue();
        assertThat(first.getAlreadyAttached()).isFalse();
        assertThat(edits.done).containsExactly("attach [alpha]", "attach [beta, gamma]", "detach [alpha]");
        assertThat(error(() -> caller.unary().detach(hosts("beta")))).isEqualTo("NOT_FOUND unknown_node");
    }

    @Test
    void cordonsHosts() throws Exception {
        // Given
        FakeCaller caller = lab.caller();
        CordonRequest.Builder alpha = CordonRequest.newBuilder().setPool("demo").addHost("alpha");
        // When
        caller.unary().cordon(alpha.build());
        caller.unary().cordon(alpha.setUndo(true).build());
        // Then
        assertThat(edits.done).containsExactly("cordon [alpha]", "uncordon [alpha]");
    }

    private static ExitRequest exit(long serial, ExitReason reason) {
        return ExitRequest.newBuilder()
                .setPid("demo/alpha.7." + serial)
                .setSignal(ExitSignal.newBuilder().setReason(reason))
                .build();
    }

    private static ListProcessesRequest.Builder list() {
        return ListProcessesRequest.newBuilder().setPool("demo");
    }

    private static ProcessRequest process(String pid) {
        return ProcessRequest.newBuilder().setPid(pid).build();
    }

    private static HostsRequest hosts(String... names) {
        return HostsRequest.newBuilder()
                .setPool("demo")
                .addAllHost(List.of(names))
                .build();
    }

    private static String error(Runnable call) {
        Throwable thrown = Assertions.catchThrowable(call::run);
        assertThat(thrown).isInstanceOf(StatusRuntimeException.class);
        Metadata trailers = Status.trailersFromThrowable(thrown);
        return Status.fromThrowable(thrown).getCode() + " " + trailers.get(ErrorKind.TRAILER);
    }
}
