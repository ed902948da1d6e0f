package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static io.kpool.operator.live.GroupWorker.group;
import static io.kpool.protocol.process.DirectoryOperation.ALL_PIDS_OF;
import static io.kpool.protocol.process.DirectoryOperation.GET_MEMBERS;
import static io.kpool.protocol.process.DirectoryOperation.JOIN;
import static io.kpool.protocol.process.DirectoryOperation.PID_OF;
import static io.kpool.protocol.process.DirectoryOperation.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.agent.FakeWorker;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.live.Welcome;
import io.kpool.protocol.process.Key;
import io.kpool.protocol.process.KeyKind;
import io.kpool.protocol.process.Membership;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups and names under the next leader: as before, without anybody joining again. */
class DirectoryLeaderTest {
    private static final WorkerId BETA = new WorkerId("beta", 9);
    private static final String FIRST = "demo/alpha.7.1";
    private static final String FAR = "demo/beta.9.1";

    private final LiveLab lab = LiveLab.leading();

    @AfterEach
    void stop() {
        lab.close();
    }

    private LiveLab successor() {
        LiveLab heir = lab.heir();
        heir.groups().declare("acme", "room", "uid-room");
        heir.takeOver();
        heir.declare("alpha", "beta");
        heir.expect(LiveLab.ALPHA);
        heir.expect(BETA);
        return heir;
    }

    private static void runs(FakeCaller caller, FakeWorker worker, String host) throws Exception {
        caller.spawn(function(host.equals("beta") ? 2 : 1).setHost(host));
        worker.start(worker.spawned());
        caller.hears();
    }

    @Test
    void allIsAsBefore() throws Exception {
        // Given: two members, one twice and with a name, and a session
        lab.groups().declare("acme", "room", "uid-room");
        lab.declare("alpha", "beta");
        GroupWorker alpha = new GroupWorker(lab.connected());
        GroupWorker beta = new GroupWorker(lab.connected(LiveLab.worker(BETA)));
        FakeCaller caller = lab.caller();
        Welcome welcome = caller.begin(FakeCaller.open());
        runs(caller, alpha.worker(), "alpha");
        runs(caller, beta.worker(), "beta");
        alpha.ask(1, JOIN, "room", FIRST);
        alpha.ask(2, JOIN, "room", FAR);
        alpha.ask(3, JOIN, "room", FAR);
        alpha.ask(4, REGISTER, "printer", FAR);
        alpha.ask(5, JOIN, "room", welcome.getSession());
        List<Membership> stands = List.of(caller.stands());
        String word = alpha.hears();
        while (!word.startsWith("4: ")) {
            word = alpha.hears();
        }
        assertThat(word).isEqualTo("4: ok[]");
        alpha.worker().hangUp();
        beta.worker().hangUp();
        caller.hangUp();
        // When: one worker is back, and reads before the other is
        LiveLab next = successor();
        GroupWorker first = new GroupWorker(next.connected(alpha.worker()));
        first.ask(6, GET_MEMBERS, "room", "");
        first.subscribe(group("room"));
        first.ask(7, JOIN, "room", FIRST);
        String early = first.hears();
        while (!early.equals("7: ok[]")) {
            early = first.hears();
        }
        assertThat(next.groups().view("acme", "room")).isEmpty();
        next.connected(beta.worker());
        // Then
        assertThat(List.of(first.hears(), first.hears()))
                .containsExactlyInAnyOrder(
                        "room has " + FIRST + "*2 " + FAR + "*2", "6: ok" + List.of(FIRST, FIRST, FAR, FAR));
        first.ask(8, PID_OF, "printer", "");
        assertThat(first.hears()).isEqualTo("8: ok[" + FAR + "]");
        FakeCaller back = next.caller();
        // And: what nobody has told the session is not believed, and not how often it was not told
        Membership told = stands.getFirst();
        Key orders = Key.newBuilder().setKind(KeyKind.NAME).setText("orders").build();
        Membership untold = told.toBuilder().setKey(orders).clearGroupUid().build();
        back.begin(FakeCaller.resume(welcome, 2)
                .addMembership(untold)
                .addMembership(told.toBuilder().setCount(500_000_000))
                .addAllMembership(stands));
        assertThat(first.hears()).isEqualTo("room JOINED " + welcome.getSession());
        first.ask(9, ALL_PIDS_OF, "orders", "");
        assertThat(first.hears()).isEqualTo("9: ok[]");
        Awaitility.await()
                .untilAsserted(() -> assertThat(next.groups().view("acme", "room"))
                        .hasValueSatisfying(view -> assertThat(view.members()).isEqualTo(5)));
    }

    @Test
    void whatAnotherGroupOfThatNameHadIsForgotten() throws Exception {
        // Given
        lab.groups().declare("acme", "room", "uid-former");
        GroupWorker alpha = new GroupWorker(lab.connected());
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        runs(caller, alpha.worker(), "alpha");
        alpha.ask(1, JOIN, "room", FIRST);
        assertThat(alpha.hears()).isEqualTo("1 stands under room 1 times");
        assertThat(alpha.hears()).isEqualTo("1: ok[]");
        alpha.worker().hangUp();
        // When
        LiveLab next = lab.heir();
        next.groups().declare("acme", "room", "uid-room");
        next.takeOver();
        next.declare();
        next.expect(LiveLab.ALPHA);
        next.connected(alpha.worker());
        // Then
        assertThat(alpha.hears()).isEqualTo("1 stands under room 0 times");
        alpha.ask(2, GET_MEMBERS, "room", "");
        assertThat(alpha.hears()).isEqualTo("2: ok[]");
    }

    @Test
    void aWorkerThatDoesNotComeBackIsNotWaitedForInVain() throws Exception {
        // Given
        LiveLab next = successor();
        GroupWorker alpha = new GroupWorker(next.connected());
        alpha.subscribe(group("room"));
        alpha.ask(1, JOIN, "room", FAR);
        // When
        next.lose(BETA);
        // Then
        assertThat(List.of(alpha.hears(), alpha.hears(), alpha.hears()))
                .containsExactlyInAnyOrder("lost demo/beta.9", "room has", "1: ok[]");
    }

    @Test
    void aFirstLeaderDoesNotWait() throws Exception {
        // Given: its pool was there before, and never had a worker
        LiveLab first = lab.heir();
        first.takeOver();
        first.declare();
        first.expect(LiveLab.ALPHA);
        long before = System.nanoTime();
        // When
        GroupWorker alpha = new GroupWorker(first.connected());
        alpha.ask(1, PID_OF, "printer", "");
        // Then
        assertThat(alpha.hears()).isEqualTo("1: NO_PID");
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    }
}
