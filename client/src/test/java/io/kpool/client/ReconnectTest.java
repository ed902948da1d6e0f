package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.kpool.protocol.live.Open;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.process.Key;
import io.kpool.protocol.process.KeyKind;
import io.kpool.protocol.process.Membership;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A session whose stream ends, over loopback. */
class ReconnectTest extends LoopbackSession {
    @Test
    void theSessionIsContinuedWithItsTicket() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        spawnAsync();
        stream.spawn();

        stream.fail(Status.UNAVAILABLE.withDescription("this operator leads no more"));
        stream = operator.accept();

        Open open = stream.welcome(100);
        assertThat(open.getSession()).isEqualTo("session.7.1");
        assertThat(open.getTicket()).isEqualTo(FakeStream.TICKET);
        assertThat(open.getHighestSent()).isEqualTo(1);
        assertThat(operator.tokens()).containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void whatIsOpenIsSentAgainAndItsAnswersCount() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        var running = spawnAsync();
        var unanswered = spawnAsync();
        stream.spawn();
        stream.spawn();
        stream.started(1);
        running.get();

        stream.fail(Status.UNAVAILABLE);
        stream = operator.accept();
        stream.welcome(100);

        assertThat(stream.spawn().getNumber()).isEqualTo(1);
        assertThat(stream.spawn().getNumber()).isEqualTo(2);
        stream.started(1, 2);
        stream.returned(1);
        assertThat(unanswered.get().pid()).isEqualTo("demo/alpha.5.2");
        assertThat(running.get().awaitExit().isNormal()).isTrue();
    }

    @Test
    void whatIsAskedForMeanwhileWaits() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        operator.close();
        var waiting = spawnAsync();
        var nodes = Pool.get(kpool, "demo").getNodesAsync().toCompletableFuture();

        operator.start();
        stream = operator.accept();
        stream.welcome(100);
        stream.spawn();
        stream.started(1);

        assertThat(waiting.get().pid()).isEqualTo("demo/alpha.5.1");
        assertThat(nodes.get()).hasSize(1);
    }

    @Test
    void linksAreToldAgain() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        kpool.link("demo/alpha.5.8");
        kpool.link("demo/alpha.5.9");
        kpool.unlink("demo/alpha.5.8");
        stream.signal();
        stream.signal();
        stream.signal();

        stream.fail(Status.UNAVAILABLE);
        stream = operator.accept();

        assertThat(stream.welcome(100).getLinkList()).containsExactly("demo/alpha.5.9");
    }

    @Test
    void whereItStandsIsToldAgain() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        Membership chat = membership("chat", "uid-2", 2);
        stream.send(SessionFrame.newBuilder()
                .addMembership(membership("a", "uid-1", 1))
                .addMembership(membership("chat", "uid-2", 1))
                .addMembership(chat)
                .addMembership(membership("a", "uid-1", 0))
                // Of a group of that name that was deleted before.
                .addMembership(membership("chat", "uid-0", 0)));
        stream.fail(Status.UNAVAILABLE);
        stream = operator.accept();

        assertThat(stream.welcome(100).getMembershipList()).containsExactly(chat);
    }

    @Test
    void aNewSessionStandsNowhere() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        stream.send(SessionFrame.newBuilder().addMembership(membership("a", "uid-1", 1)));
        stream.fail(Status.UNAVAILABLE);
        stream = operator.accept();
        Open open = stream.welcome(
                welcome -> welcome.setCredit(100).setRenewed(true).setSession("session.8.1"));
        assertThat(open.getMembershipCount()).isEqualTo(1);
        await().until(() -> kpool.pid().equals("session.8.1"));

        stream.fail(Status.UNAVAILABLE);
        stream = operator.accept();

        assertThat(stream.welcome(100).getMembershipList()).isEmpty();
    }

    private static Membership membership(String group, String uid, int count) {
        return Membership.newBuilder()
                .setKey(Key.newBuilder().setKind(KeyKind.GROUP).setText(group))
                .setGroupUid(uid)
                .setCount(count)
                .build();
    }

    @Test
    void whomItFollowsIsToldAgain() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        kpool.follow("demo/alpha.5.9", output -> {});
        stream.follow();

        stream.fail(Status.UNAVAILABLE);
        stream = operator.accept();
        stream.welcome(100);

        assertThat(stream.follow().getPid()).isEqualTo("demo/alpha.5.9");
    }

    @Test
    void inANewSessionWhatWasOpenIsUnknownAndTheRestGoesOn() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        var unknown = spawnAsync();
        stream.spawn();

        stream.fail(Status.UNAVAILABLE);
        stream = operator.accept();
        stream.welcome(welcome -> welcome.setCredit(100).setRenewed(true).setSession("session.8.1"));
        assertThatThrownBy(unknown::get)
                .cause()
                .satisfies(
                        failure -> assertThat(((KpoolException) failure).code()).isEqualTo(ErrorCode.UNKNOWN_OUTCOME));
        assertThat(kpool.pid()).isEqualTo("session.8.1");
        var next = spawnAsync();

        assertThat(stream.spawn().getNumber()).isEqualTo(1);
        stream.started(1);
        assertThat(next.get().pid()).isEqualTo("demo/alpha.5.1");
    }

    @Test
    void aLostSessionWithLinksEnds() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        kpool.link("demo/alpha.5.8");
        stream.signal();

        stream.fail(Status.UNAVAILABLE);
        stream = operator.accept();
        stream.welcome(welcome -> welcome.setCredit(100).setRenewed(true));

        assertThat(end())
                .isInstanceOfSatisfying(
                        SessionEndedException.class,
                        why -> assertThat(why.reason()).isEqualTo(ExitReason.NOCONNECTION));
    }

    @Test
    void aLostSessionThatTrapsExitsHearsOfItsLinks() throws Exception {
        List<ExitSignal> heard = new CopyOnWriteArrayList<>();
        connect(KpoolOptions.DEFAULTS.trappingExits(heard::add));
        kpool.link("demo/alpha.5.8");
        stream.signal();

        stream.fail(Status.UNAVAILABLE);
        stream = operator.accept();
        stream.welcome(welcome -> welcome.setCredit(100).setRenewed(true));

        await().untilAsserted(() -> assertThat(heard).singleElement().satisfies(signal -> {
            assertThat(signal.from()).isEqualTo("demo/alpha.5.8");
            assertThat(signal.reason()).isEqualTo(ExitReason.NOCONNECTION);
        }));
    }

    @Test
    void answersAreAcknowledgedWhenNothingElseIsToBeSaid() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        var first = spawnAsync();
        stream.spawn();
        stream.started(1);
        stream.returned(1);
        first.get();

        stream.awaitLowestOpen(2);
    }

    @Test
    void nobodyToConnectToIsUnavailable() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        operator.close();
        try (Kpool late = Sessions.with(operator.port(), KpoolOptions.DEFAULTS.withConnectTimeout(Duration.ZERO))) {
            assertThatThrownBy(late::connect)
                    .isInstanceOfSatisfying(
                            KpoolException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            assertThatThrownBy(() -> Pool.get(late, "demo").getNodes()).isInstanceOf(KpoolException.class);
        }
    }

    @Test
    void patienceEnds() throws Exception {
        connect(KpoolOptions.DEFAULTS.withPatience(Duration.ofMillis(200)));
        operator.close();

        assertThat(end())
                .isInstanceOfSatisfying(
                        SessionEndedException.class,
                        why -> assertThat(why.reason()).isEqualTo(ExitReason.NOCONNECTION));
        assertThatThrownBy(() -> Pool.get(kpool, "demo").pspawn(Samples.SPEC))
                .isInstanceOf(SessionEndedException.class);
    }

    private KpoolException end() throws Exception {
        return kpool.ended().toCompletableFuture().get();
    }
}
