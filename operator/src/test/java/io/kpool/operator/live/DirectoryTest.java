package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static io.kpool.operator.live.GroupWorker.group;
import static io.kpool.operator.live.GroupWorker.name;
import static io.kpool.protocol.process.DirectoryOperation.ALL_NODES_OF;
import static io.kpool.protocol.process.DirectoryOperation.CREATE_GROUP;
import static io.kpool.protocol.process.DirectoryOperation.DELETE_GROUP;
import static io.kpool.protocol.process.DirectoryOperation.GET_MEMBERS;
import static io.kpool.protocol.process.DirectoryOperation.JOIN;
import static io.kpool.protocol.process.DirectoryOperation.LEAVE;
import static io.kpool.protocol.process.DirectoryOperation.PID_OF;
import static io.kpool.protocol.process.DirectoryOperation.REGISTER;
import static io.kpool.protocol.process.DirectoryOperation.UNREGISTER;
import static io.kpool.protocol.process.DirectoryOperation.WHICH_GROUPS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.agent.FakeWorker;
import io.kpool.operator.agent.FirstMoment;
import io.kpool.operator.agent.RequestNews;
import io.kpool.pool.Assignment;
import io.kpool.pool.PlacementRequest;
import io.kpool.pool.PlacementRequest.OnHost;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerId;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Membership;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.ExitReason;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What processes hear of groups and names, and in which order. */
class DirectoryTest {
    private static final WorkerId BETA = new WorkerId("beta", 9);

    /** The processes on alpha, and the one on beta. */
    private static final String FIRST = "demo/alpha.7.1";

    private static final String SECOND = "demo/alpha.7.2";
    private static final String FAR = "demo/beta.9.1";

    private final LiveLab lab = LiveLab.leading();
    private GroupWorker alpha;
    private GroupWorker beta;

    @BeforeEach
    void start() throws Exception {
        lab.groups().declare("acme", "room", "uid-room");
        lab.declare("alpha", "beta");
        alpha = new GroupWorker(lab.connected());
        beta = new GroupWorker(lab.connected(LiveLab.worker(BETA)));
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        runs(caller, 1, alpha.worker());
        runs(caller, 2, alpha.worker());
        runs(caller, 3, beta.worker());
    }

    private static void runs(FakeCaller caller, long number, FakeWorker worker) throws Exception {
        caller.spawn(function(number).setHost(number == 3 ? "beta" : "alpha"));
        worker.start(worker.spawned());
        assertThat(caller.hears()).startsWith(number + " started");
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private String answer(DirectoryOperation operation, String key, String pid) throws Exception {
        alpha.ask(77, operation, key, pid);
        String word = alpha.hears();
        while (!word.startsWith("77: ")) {
            word = alpha.hears();
        }
        return word.substring(4);
    }

    @Test
    void aProcessReadsItsOwnWrites() throws Exception {
        // Given
        alpha.subscribe(group("room"));
        assertThat(alpha.hears()).isEqualTo("room has");
        // When
        alpha.ask(1, JOIN, "room", FIRST);
        // Then: what is to be recorded, the change and the answer come in that order
        assertThat(alpha.hears()).isEqualTo("1 stands under room 1 times");
        assertThat(alpha.hears()).isEqualTo("room JOINED " + FIRST);
        assertThat(alpha.hears()).isEqualTo("1: ok[]");
    }

    @Test
    void joiningTwiceIsLeavingTwice() throws Exception {
        // Given
        answer(JOIN, "room", FIRST);
        answer(JOIN, "room", FIRST);
        answer(JOIN, "room", SECOND);
        // When
        assertThat(answer(GET_MEMBERS, "room", "")).isEqualTo("ok" + List.of(FIRST, FIRST, SECOND));
        answer(LEAVE, "room", FIRST);
        assertThat(answer(GET_MEMBERS, "room", "")).isEqualTo("ok" + List.of(FIRST, SECOND));
        answer(LEAVE, "room", FIRST);
        // Then: one more is no error
        assertThat(answer(LEAVE, "room", FIRST)).isEqualTo("ok[]");
        assertThat(answer(GET_MEMBERS, "room", "")).isEqualTo("ok" + List.of(SECOND));
    }

    @Test
    void whatIsNotThereIsSaidToBeSo() throws Exception {
        assertThat(answer(JOIN, "hall", FIRST)).isEqualTo("NO_SUCH_GROUP");
        assertThat(answer(LEAVE, "hall", FIRST)).isEqualTo("NO_SUCH_GROUP");
        assertThat(answer(GET_MEMBERS, "hall", "")).isEqualTo("NO_SUCH_GROUP");
        assertThat(answer(PID_OF, "printer", "")).isEqualTo("NO_PID");
        assertThat(answer(JOIN, "room", "nobody")).isEqualTo("DIRECTORY_INVALID");
        assertThat(answer(JOIN, "", FIRST)).isEqualTo("DIRECTORY_INVALID");
        assertThat(answer(REGISTER, "x".repeat(254), FIRST)).isEqualTo("DIRECTORY_INVALID");
    }

    @Test
    void oneThatIsDeadIsGoneAgainAtOnce() throws Exception {
        assertThat(answer(JOIN, "room", "demo/alpha.7.99")).isEqualTo("ok[]");
        assertThat(answer(JOIN, "room", "demo/alpha.6.1")).isEqualTo("ok[]");
        assertThat(answer(REGISTER, "printer", "session." + LiveLab.EPOCH + ".99"))
                .isEqualTo("ok[]");
        assertThat(answer(GET_MEMBERS, "room", "")).isEqualTo("ok[]");
        assertThat(answer(PID_OF, "printer", "")).isEqualTo("NO_PID");
    }

    @Test
    void whoAsksForAnotherWaitsUntilItsWorkerHasRecordedIt() throws Exception {
        // Given
        beta.worker().stopRecording();
        alpha.ask(1, JOIN, "room", FAR);
        assertThat(beta.hears()).isEqualTo("1 stands under room 1 times");
        // When: another question is answered before that
        assertThat(answer(GET_MEMBERS, "room", "")).isEqualTo("ok" + List.of(FAR));
        alpha.ask(2, LEAVE, "room", FAR);
        assertThat(beta.hears()).isEqualTo("1 stands under room 0 times");
        lab.lose(BETA);
        // Then: nobody will record it any more
        assertThat(List.of(alpha.hears(), alpha.hears(), alpha.hears()))
                .containsExactlyInAnyOrder("1: ok[]", "2: ok[]", "lost demo/beta.9");
    }

    @Test
    void aWorkerThatComesBackIsToldAgainWhatItMissed() throws Exception {
        // Given
        answer(JOIN, "room", FAR);
        beta.hears();
        alpha.subscribe(group("room"));
        assertThat(alpha.hears()).isEqualTo("room has " + FAR + "*1");
        beta.worker().stopRecording();
        alpha.ask(1, JOIN, "room", FAR);
        beta.hears();
        // When
        beta.worker().hangUp();
        beta.worker().recordAgain();
        lab.connected(beta.worker());
        // Then: nobody saw it leave and join again
        assertThat(beta.hears()).isEqualTo("1 stands under room 2 times");
        assertThat(alpha.hears()).isEqualTo("room JOINED " + FAR);
        assertThat(alpha.hears()).isEqualTo("1: ok[]");
        assertThat(answer(GET_MEMBERS, "room", "")).isEqualTo("ok" + List.of(FAR, FAR));
    }

    @Test
    void theEndOfAMemberIsOneEventForEachTimeThatItJoined() throws Exception {
        // Given
        answer(JOIN, "room", FIRST);
        answer(JOIN, "room", FIRST);
        answer(REGISTER, "printer", FIRST);
        beta.subscribe(group("room"));
        beta.subscribe(name("printer"));
        assertThat(beta.hears()).isEqualTo("room has " + FIRST + "*2");
        assertThat(beta.hears()).isEqualTo("printer has " + FIRST + "*1");
        // When
        alpha.worker().exit(1, Exit.newBuilder().setReason(ExitReason.NORMAL));
        // Then
        assertThat(List.of(beta.hears(), beta.hears(), beta.hears()))
                .containsExactlyInAnyOrder(
                        "room LEFT " + FIRST + " EXITED",
                        "room LEFT " + FIRST + " EXITED",
                        "printer LEFT " + FIRST + " EXITED");
        assertThat(answer(WHICH_GROUPS, "", "")).isEqualTo("ok[room]");
        assertThat(answer(ALL_NODES_OF, "printer", "")).isEqualTo("ok[]");
    }

    @Test
    void theLossOfAWorkerIsOneEventForEachKey() throws Exception {
        // Given
        answer(JOIN, "room", FIRST);
        answer(JOIN, "room", SECOND);
        answer(JOIN, "room", SECOND);
        answer(REGISTER, "printer", SECOND);
        beta.subscribe(group("room"));
        beta.subscribe(name("printer"));
        beta.hears();
        beta.hears();
        // When
        lab.lose(LiveLab.ALPHA);
        // Then
        assertThat(List.of(beta.hears(), beta.hears()))
                .containsExactlyInAnyOrder(
                        "room LEFT " + FIRST + "," + SECOND + "," + SECOND + " WORKER_LOST",
                        "printer LEFT " + SECOND + " WORKER_LOST");
        assertThat(beta.hears()).isEqualTo("lost demo/alpha.7");
    }

    @Test
    void aLateReportResurrectsNothing() throws Exception {
        // Given: a worker that was given up and does not know
        answer(JOIN, "room", FIRST);
        alpha.worker().hangUp();
        alpha.worker().end();
        lab.lose(LiveLab.ALPHA);
        // When: it brings its inventory
        lab.connected(alpha.worker());
        assertThat(alpha.worker().end().isOk()).isTrue();
        // Then
        beta.ask(1, GET_MEMBERS, "room", "");
        assertThat(beta.hears()).isEqualTo("lost demo/alpha.7");
        assertThat(beta.hears()).isEqualTo("1: ok[]");
        beta.subscribe(group("room"));
        assertThat(beta.hears()).isEqualTo("room has");
    }

    @Test
    void whoNoLongerReadsHearsNothing() throws Exception {
        // Given
        beta.subscribe(group("room"));
        assertThat(beta.hears()).isEqualTo("room has");
        beta.unsubscribe(group("room"));
        // When
        beta.ask(1, JOIN, "room", FIRST);
        // Then
        assertThat(beta.hears()).isEqualTo("1: ok[]");
        beta.subscribe(group("room"));
        assertThat(beta.hears()).isEqualTo("room has " + FIRST + "*1");
    }

    @Test
    void groupsAreMadeAndDeleted() throws Exception {
        // Given
        beta.subscribe(group("hall"));
        assertThat(beta.hears()).isEqualTo("hall is not");
        // When
        assertThat(answer(CREATE_GROUP, "hall", "")).isEqualTo("ok[]");
        assertThat(answer(CREATE_GROUP, "hall", "")).isEqualTo("ok[]");
        assertThat(answer(JOIN, "hall", FIRST)).isEqualTo("ok[]");
        assertThat(answer(WHICH_GROUPS, "", "")).isEqualTo("ok[hall, room]");
        alpha.ask(5, DELETE_GROUP, "hall", "");
        // Then: whoever was in it is so no longer
        assertThat(alpha.hears()).isEqualTo("1 stands under hall 0 times");
        assertThat(alpha.hears()).isEqualTo("5: ok[]");
        assertThat(answer(DELETE_GROUP, "hall", "")).isEqualTo("ok[]");
        assertThat(answer(GET_MEMBERS, "hall", "")).isEqualTo("NO_SUCH_GROUP");
        assertThat(beta.hears()).isEqualTo("hall CREATED");
        assertThat(beta.hears()).isEqualTo("hall JOINED " + FIRST);
        assertThat(beta.hears()).isEqualTo("hall DELETED");
    }

    @Test
    void namesAreThereWhileSomebodyHasThem() throws Exception {
        assertThat(answer(REGISTER, "printer", FAR)).isEqualTo("ok[]");
        assertThat(answer(PID_OF, "printer", "")).isEqualTo("ok[" + FAR + "]");
        assertThat(answer(ALL_NODES_OF, "printer", "")).isEqualTo("ok[demo/beta]");
        assertThat(answer(UNREGISTER, "printer", FAR)).isEqualTo("ok[]");
        assertThat(answer(PID_OF, "printer", "")).isEqualTo("NO_PID");
    }

    @Test
    void aMemberThatEndsWhileItsWorkerIsCutOffIsGoneEverywhere() throws Exception {
        // Given
        answer(JOIN, "room", FIRST);
        answer(JOIN, "room", SECOND);
        beta.subscribe(group("room"));
        assertThat(beta.hears()).isEqualTo("room has " + FIRST + "*1 " + SECOND + "*1");
        alpha.worker().hangUp();
        // When
        alpha.worker().endUnheard(1, ExitReason.KILLED);
        lab.connected(alpha.worker());
        // Then
        assertThat(beta.hears()).isEqualTo("room LEFT " + FIRST + " EXITED");
        beta.ask(1, GET_MEMBERS, "room", "");
        assertThat(beta.hears()).isEqualTo("1: ok[" + SECOND + "]");
    }

    @Test
    void aSpawnsProcessStandsThereFromItsFirstMomentOn() throws Exception {
        // Given
        SpawnAttempt attempt = new SpawnAttempt("uid-of-spawn", 1);
        lab.requests()
                .submit(
                        LiveLab.POOL,
                        new PlacementRequest(attempt, new OnHost("alpha"), PlacementRequest.Patience.UNLIMITED),
                        Spawn.getDefaultInstance());
        Awaitility.await().until(() -> lab.requests().news(attempt).orElse(null) instanceof RequestNews.Assigned);
        alpha.subscribe(name("printer"));
        assertThat(alpha.hears()).isEqualTo("printer is not");
        // When: one of the groups is not the one that was meant
        List<Membership> memberships = List.of(
                new Membership(Key.group("room"), "uid-room", 1),
                new Membership(Key.group("hall"), "uid-hall", 1),
                new Membership(Key.name("printer"), "", 1));
        Assignment assignment =
                ((RequestNews.Assigned) lab.requests().news(attempt).orElseThrow()).assignment();
        lab.requests().dispatch(LiveLab.POOL, assignment, new FirstMoment(Set.of(), memberships));
        Spawn spawned = alpha.worker().spawned();
        assertThat(spawned.getMembershipCount()).isEqualTo(3);
        long serial = alpha.worker().start(spawned);
        // Then
        assertThat(alpha.hears()).isEqualTo(serial + " stands under hall 0 times");
        assertThat(alpha.hears()).isEqualTo("printer JOINED demo/alpha.7." + serial);
        assertThat(answer(GET_MEMBERS, "room", "")).isEqualTo("ok[demo/alpha.7." + serial + "]");
    }

    @Test
    void reconcilersSeeWhoIsInAGroup() throws Exception {
        // Given
        answer(JOIN, "room", FIRST);
        answer(JOIN, "room", FAR);
        answer(JOIN, "room", FAR);
        // When
        GroupMasters.GroupView expected = new GroupMasters.GroupView(
                3, 2, List.of(new GroupMasters.Member(FIRST, 1), new GroupMasters.Member(FAR, 2)));
        // Then
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(lab.groups().view("acme", "room")).contains(expected));
        lab.groups().withdraw("acme", "room", "uid-another");
        assertThat(answer(GET_MEMBERS, "room", "")).startsWith("ok[");
        lab.groups().withdraw("acme", "room", "uid-room");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(lab.groups().view("acme", "room")).isEmpty());
        // A late word of it
        lab.groups().declare("acme", "room", "uid-room");
        assertThat(answer(GET_MEMBERS, "room", "")).isEqualTo("NO_SUCH_GROUP");
    }
}
