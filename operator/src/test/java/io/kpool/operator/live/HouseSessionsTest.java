package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kpool.crd.Limits;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.operator.live.SpawnOrder.Patience;
import io.kpool.operator.live.SpawnOrder.Until;
import io.kpool.operator.security.Caller;
import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.live.ExitRequest;
import io.kpool.protocol.live.Process;
import io.kpool.protocol.live.ProcessRequest;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.Link;
import io.kpool.protocol.process.ProcessSignal;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes of callers without a session. */
class HouseSessionsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private static final ByteString LONGEST = ByteString.copyFromUtf8("1".repeat(Limits.RESULT_BYTES));
    private static final Caller OTHER = Caller.of("system:serviceaccount:acme:other", "", List.of(), Map.of());

    private final LiveLab lab = LiveLab.leading();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void startsAProcess() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        // When
        var started = spawn("", Until.STARTED, LONG);
        long serial = worker.start(worker.spawned());
        // Then
        assertThat(get(started).getPid()).isEqualTo("demo/alpha.7." + serial);
        assertThat(get(started).getState()).isEqualTo("Running");
    }

    @Test
    void waitsForItsEnd() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        // When
        var ended = spawn("", Until.ENDED, LONG);
        long serial = worker.start(worker.spawned());
        worker.exit(serial, Exit.newBuilder().setReason(ExitReason.EXIT_CODE).setCode(3));
        // Then
        assertThat(get(ended).getState()).isEqualTo("Ended");
        assertThat(get(ended).getExit().getCode()).isEqualTo(3);
        assertThat(get(ended).getExit().getStarted()).isTrue();
    }

    @Test
    void tellsOfAProcessThatRunsLongerThanItsCallerWaits() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        // When
        var waited = spawn("", Until.ENDED, Duration.ofSeconds(2));
        worker.start(worker.spawned());
        // Then
        assertThat(get(waited).getState()).isEqualTo("Running");
    }

    @Test
    void withdrawsWhatNobodyCanAskForAgain() throws Exception {
        // Given: no worker
        var late = spawn("", Until.STARTED, SHORT);
        assertThat(error(late)).isEqualTo(ErrorKind.DEADLINE);
        // When
        FakeWorker worker = lab.connected();
        // Then
        assertThat(worker.isLeftAlone(200)).isTrue();
    }

    @Test
    void nobodyKnowsWhatBecameOfOneThatItsWorkerDidNotStartInTime() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        // When
        var late = spawn("", Until.STARTED, SHORT);
        Spawn spawn = worker.spawned();
        // Then
        assertThat(error(late)).isEqualTo(ErrorKind.UNKNOWN_OUTCOME);
        long serial = worker.start(spawn);
        assertThat(worker.signalled().getSerial()).isEqualTo(serial);
    }

    @Test
    void keepsNoBodyOfWhatWasAnswered() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        WeakReference<ByteString> body = new WeakReference<>(started(worker));
        // When: the session knows the last one
        started(worker);
        // Then
        Awaitility.await().until(() -> {
            System.gc();
            return body.refersTo(null);
        });
    }

    @Test
    void keepsOnlySoMuchOfTheEndsOfWhatNobodyCanAskForAgain() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        // When
        String last = "";
        for (int i = 0; i <= House.MOST_CHARACTERS / Limits.RESULT_BYTES; i++) {
            last = get(ended(worker, spawn("", Until.ENDED, LONG))).getPid();
        }
        // Then
        Awaitility.await().until(() -> worker.acknowledged().contains(1L));
        assertThat(worker.acknowledged()).hasSize(1);
        assertThat(process(last).getExit().getResult()).isEqualTo(LONGEST);
    }

    @Test
    void namesAreRefusedRatherThanForgotten() throws Exception {
        // Given: as many as there may be
        FakeWorker worker = lab.connected();
        Process first = get(ended(worker, spawn("0", Until.ENDED, LONG)));
        for (int i = 1; i < NameBudget.MOST_CHARACTERS / Limits.RESULT_BYTES; i++) {
            get(ended(worker, spawn(Integer.toString(i), Until.ENDED, LONG)));
        }
        // When
        var oneMore = spawn("one more", Until.ENDED, LONG);
        var ofSomebodyElse =
                lab.operations().spawn(OTHER, order("0", function(0))).toCompletableFuture();
        // Then
        assertThat(error(oneMore)).isEqualTo(ErrorKind.NO_CAPACITY);
        worker.start(worker.spawned());
        assertThat(get(ofSomebodyElse).getState()).isEqualTo("Running");
        assertThat(get(spawn("0", Until.ENDED, LONG))).isEqualTo(first);
        assertThat(worker.acknowledged()).isEmpty();
    }

    @Test
    void whatHasANameGoesOnWaiting() throws Exception {
        // Given: no worker
        assertThat(get(spawn("a", Until.STARTED, SHORT)).getState()).isEqualTo("Queued");
        // When
        FakeWorker worker = lab.connected();
        long serial = worker.start(worker.spawned());
        // Then
        assertThat(get(spawn("a", Until.STARTED, LONG)).getPid()).isEqualTo("demo/alpha.7." + serial);
        assertThat(worker.isLeftAlone(200)).isTrue();
    }

    @Test
    void theSameNameIsTheSameProcess() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        var first = spawn("a", Until.ENDED, LONG);
        Spawn spawn = worker.spawned();
        // When: while it is under way, while it runs, when it has ended
        var second = spawn("a", Until.STARTED, LONG);
        long serial = worker.start(spawn);
        String pid = new Pid("demo", "alpha", 7, serial).toString();
        assertThat(get(second).getPid()).isEqualTo(pid);
        assertThat(get(spawn("a", Until.STARTED, LONG)).getPid()).isEqualTo(pid);
        worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL));
        // Then
        assertThat(get(first).getPid()).isEqualTo(pid);
        assertThat(get(spawn("a", Until.ENDED, LONG))).isEqualTo(get(first));
        assertThat(get(first).getExit().getReason()).isEqualTo(ExitReason.NORMAL);
        assertThat(worker.isLeftAlone(200)).isTrue();
    }

    @Test
    void otherWordsUnderTheSameNameAreRefusedAlone() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        var first = spawn("a", Until.STARTED, LONG);
        Spawn spawn = worker.spawned();
        // When
        var other = lab.operations()
                .spawn(LiveLab.CALLER, order("a", function(0).setDeadlineSeconds(5)))
                .toCompletableFuture();
        var nonsense = lab.operations()
                .spawn(LiveLab.CALLER, order("a", SpawnRequest.newBuilder().setPool("demo")))
                .toCompletableFuture();
        // Then
        assertThat(error(other)).isEqualTo(ErrorKind.DUPLICATE_REQUEST);
        assertThat(error(nonsense)).isEqualTo(ErrorKind.INVALID);
        worker.start(spawn);
        assertThat(get(first).getState()).isEqualTo("Running");
        assertThat(get(spawn("a", Until.STARTED, LONG))).isEqualTo(get(first));
    }

    @Test
    void aNameIsFreeAgainAfterAFailureThatRanNothing() throws Exception {
        // Given: neither a function nor a command
        assertThat(error(lab.operations()
                        .spawn(
                                LiveLab.CALLER,
                                order("a", SpawnRequest.newBuilder().setPool("demo")))
                        .toCompletableFuture()))
                .isEqualTo(ErrorKind.INVALID);
        FakeWorker worker = lab.connected();
        // When
        var again = spawn("a", Until.STARTED, LONG);
        worker.start(worker.spawned());
        // Then
        assertThat(get(again).getState()).isEqualTo("Running");
    }

    @Test
    void aNewLeaderFindsItByItsName() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        var first = spawn("a", Until.STARTED, LONG);
        worker.start(worker.spawned());
        String pid = get(first).getPid();
        worker.hangUp();
        LiveLab successor = lab.successor();
        // When: it asks before the worker is back
        var again = successor
                .operations()
                .spawn(LiveLab.CALLER, order("a", function(0)))
                .toCompletableFuture();
        successor.declare();
        successor.expect(LiveLab.ALPHA);
        successor.connected(worker);
        // Then
        assertThat(get(again).getPid()).isEqualTo(pid);
        assertThat(worker.isLeftAlone(200)).isTrue();
    }

    @Test
    void nobodyKnowsWhatBecameOfOneWhoseWorkerIsLostWithItsLeader() {
        // Given
        LiveLab successor = lab.successor();
        successor.declare();
        successor.expect(LiveLab.ALPHA);
        // When
        var again = successor
                .operations()
                .spawn(LiveLab.CALLER, order("a", function(0)))
                .toCompletableFuture();
        successor.lose(LiveLab.ALPHA);
        // Then
        assertThat(error(again)).isEqualTo(ErrorKind.UNKNOWN_OUTCOME);
    }

    @Test
    void itsSessionsTakeNoExitSignals() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        var unnamed = spawn("", Until.STARTED, LONG);
        worker.start(worker.spawned());
        var waiting = spawn("", Until.STARTED, LONG);
        Spawn spawn = worker.spawned();
        var named = spawn("a", Until.STARTED, LONG);
        worker.start(worker.spawned());
        // When
        kill(get(unnamed).getOwner());
        kill(get(named).getOwner());
        // Then
        worker.start(spawn);
        assertThat(get(waiting).getOwner()).isEqualTo(get(unnamed).getOwner());
        assertThat(get(spawn("a", Until.STARTED, LONG))).isEqualTo(get(named));
        assertThat(worker.isLeftAlone(200)).isTrue();
    }

    @Test
    void nobodyIsLinkedWithItsSessions() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        var unnamed = spawn("", Until.STARTED, LONG);
        long serial = worker.start(worker.spawned());
        var named = spawn("a", Until.STARTED, LONG);
        worker.start(worker.spawned());
        for (String owner : List.of(get(unnamed).getOwner(), get(named).getOwner())) {
            // When
            link(worker, serial, owner);
            // Then
            assertThat(noproc(worker)).isEqualTo(owner);
        }
    }

    private void kill(String pid) throws Exception {
        lab.operations()
                .exit(
                        LiveLab.CALLER,
                        ExitRequest.newBuilder()
                                .setPid(pid)
                                .setSignal(ExitSignal.newBuilder().setReason(ExitReason.KILLED))
                                .build())
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static void link(FakeWorker worker, long serial, String pid) {
        worker.send(WorkerFrame.newBuilder()
                .addSignal(SentSignal.newBuilder()
                        .setSerial(serial)
                        .setSignal(ProcessSignal.newBuilder().setPeer(pid).setLink(Link.getDefaultInstance()))));
    }

    /** With whom a process is told that it cannot be linked. */
    private static String noproc(FakeWorker worker) throws InterruptedException {
        ProcessSignal told = LiveLab.awaited(worker, frame -> frame.getDeliveredCount() > 0)
                .getDelivered(0)
                .getSignal();
        assertThat(told.getExit().getReason()).isEqualTo(ExitReason.NOPROC);
        return told.getPeer();
    }

    /** With the longest result. */
    private static CompletableFuture<Process> ended(FakeWorker worker, CompletableFuture<Process> spawned)
            throws InterruptedException {
        worker.exit(
                worker.start(worker.spawned()),
                Exit.newBuilder().setReason(ExitReason.NORMAL).setResult(LONGEST));
        return spawned;
    }

    private Process process(String pid) throws Exception {
        return get(lab.operations()
                .getProcess(
                        LiveLab.CALLER, ProcessRequest.newBuilder().setPid(pid).build())
                .toCompletableFuture());
    }

    private CompletableFuture<Process> spawn(String name, Until until, Duration atMost) {
        return lab.operations()
                .spawn(LiveLab.CALLER, new SpawnOrder("", function(0).build(), name, new Patience(until, atMost)))
                .toCompletableFuture();
    }

    /** What it was told to run. */
    private ByteString started(FakeWorker worker) throws Exception {
        SpawnRequest.Builder request = function(0);
        ByteString body = ByteString.copyFromUtf8("[" + "1".repeat(1_000) + "]");
        request.getJavaBuilder().setArguments(body);
        var answer = lab.operations().spawn(LiveLab.CALLER, order("", request)).toCompletableFuture();
        worker.start(worker.spawned());
        get(answer);
        return body;
    }

    private static SpawnOrder order(String name, SpawnRequest.Builder request) {
        return new SpawnOrder("", request.build(), name, new Patience(Until.STARTED, LONG));
    }

    private static Process get(CompletableFuture<Process> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }

    private static ErrorKind error(CompletableFuture<Process> answer) {
        Throwable thrown = Assertions.catchThrowable(() -> get(answer));
        assertThat(thrown).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(LiveException.class);
        return ((LiveException) thrown.getCause()).kind();
    }
}
