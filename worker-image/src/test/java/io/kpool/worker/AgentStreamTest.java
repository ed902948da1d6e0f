package io.kpool.worker;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.Functions;
import io.grpc.Status;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.Refusal;
import io.kpool.protocol.agent.RefusalReason;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.ExitReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How an agent keeps its stream: what it says on each, and when it dials again. */
@Timeout(180)
class AgentStreamTest {
    @TempDir
    private Path folder;

    @Test
    void goesOnForEverWithoutAMasterWhenItIsToldTo() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream first = fixture.operator().accept();
            first.welcome(Duration.ZERO);
            first.beSilent();
            long sleeping = first.started(first.spawn(Spawns.command("sleep", "1000")));

            fixture.pass(Duration.ofDays(30));
            FakeStream second = fixture.operator().accept();
            List<InventoryEntry> inventory = second.welcome().inventory();
            second.kill(sleeping, Duration.ZERO);

            assertThat(inventory)
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.hasExit()).isFalse());
        }
    }

    @Test
    void keepsRequestsOfCallersInItsInventory() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream first = fixture.operator().accept();
            first.welcome();
            first.started(first.spawnLive(4, Spawns.command("sleep", "1000")));
            first.exitOf(first.spawnLive(5, Spawns.function(Functions.class, "nothing", "[]")));
            first.fail(Status.UNAVAILABLE);

            FakeStream second = fixture.operator().accept();
            List<InventoryEntry> inventory = second.welcome().inventory();
            Refusal refusal = second.refusal(second.spawnLive(5, Spawns.function(Functions.class, "nothing", "[]")));

            assertThat(inventory)
                    .extracting(entry -> entry.getRequest().getLive().getNumber())
                    .containsExactly(4L, 5L);
            assertThat(inventory.getFirst().hasExit()).isFalse();
            assertThat(inventory.getLast().getExit())
                    .returns(ExitReason.NORMAL, Exit::getReason)
                    .returns(true, Exit::getStarted);
            assertThat(refusal.getReason()).isEqualTo(RefusalReason.ALREADY_SEEN);
        }
    }

    @Test
    void repeatsExitsUntilTheyAreAcknowledged() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream first = fixture.operator().accept();
            first.welcome();
            long sleeping = first.started(first.spawn("sleeps", Spawns.command("sleep", "1000")));
            long ended = first.exitOf(first.spawn("ends", 2, Spawns.function(Math.class, "max", "[3, 5]")))
                    .getSerial();
            long forgotten = first.exitOf(first.spawn(Spawns.function(Math.class, "max", "[1, 2]")))
                    .getSerial();
            first.acknowledge(forgotten);
            first.fail(Status.UNAVAILABLE);

            FakeStream second = fixture.operator().accept();
            List<InventoryEntry> inventory = second.welcome().inventory();
            second.acknowledge(ended);
            second.kill(sleeping, Duration.ZERO);
            Exit killed = second.exit(exit -> exit.getSerial() == sleeping);
            second.fail(Status.UNAVAILABLE);
            FakeStream third = fixture.operator().accept();
            List<InventoryEntry> left = third.welcome().inventory();

            assertThat(inventory).extracting(InventoryEntry::getSerial).containsExactly(sleeping, ended);
            assertThat(inventory.getFirst().getStartedMillis()).isPositive();
            assertThat(inventory.getFirst().hasExit()).isFalse();
            assertThat(inventory.getLast().getRequest().getSpawn().getUid()).isEqualTo("ends");
            assertThat(inventory.getLast().getRequest().getSpawn().getAttempt()).isEqualTo(2);
            assertThat(inventory.getLast().getExit().getResult().toStringUtf8()).isEqualTo("5");
            assertThat(killed.getReason()).isEqualTo(ExitReason.KILLED);
            assertThat(killed.getCommand()).isZero();
            assertThat(left)
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.getExit().getReason()).isEqualTo(ExitReason.KILLED));
        }
    }

    @Test
    void dialsAgainWhenTheStreamFallsSilent() throws Exception {
        Timing timing = AgentFixture.quick(Duration.ofSeconds(4));
        try (var fixture = new AgentFixture(folder, timing, Duration.ZERO, 4)) {
            FakeStream silent = fixture.operator().accept();
            silent.welcome();
            silent.beSilent();
            fixture.pass(Duration.ofSeconds(5));

            FakeStream next = fixture.operator().accept();

            assertThat(silent.awaitClosed()).isTrue();
            assertThat(next.welcome().hello().getIncarnation()).isEqualTo(17);
        }
    }

    @Test
    void readsAReplacedTokenAtTheNextDial() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            Files.writeString(fixture.tokenFile(), "second-token");
            stream.fail(Status.UNAUTHENTICATED);

            FakeStream next = fixture.operator().accept();

            assertThat(next.authorization()).isEqualTo("Bearer second-token");
            next.welcome();
        }
    }

    @Test
    void sendsARenewedToken() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();

            Files.writeString(fixture.tokenFile(), "second-token");
            WorkerFrame frame = stream.next(next -> !next.getRenewedToken().isEmpty());

            assertThat(frame.getRenewedToken()).isEqualTo("second-token");
        }
    }

    @Test
    void waitsForFilesAndForAnOperator() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream first = fixture.operator().accept();
            Files.move(fixture.tokenFile(), folder.resolve("hidden"));
            first.fail(Status.UNAVAILABLE.withDescription("not the leader"));
            await().until(() -> fixture.log().contains("there is no file " + fixture.tokenFile()));

            Files.move(folder.resolve("hidden"), fixture.tokenFile());

            assertThat(fixture.operator().accept().welcome().inventory()).isEmpty();
            assertThat(fixture.log()).contains("UNAVAILABLE: not the leader");
        }
    }

    @Test
    void trustsNoOtherAuthority() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (var fixture = new AgentFixture(folder)) {
            Path caFile = folder.resolve("ca.crt");
            byte[] trusted = Files.readAllBytes(caFile);
            FakeStream first = fixture.operator().accept();
            Files.copy(TestAuthority.in(other).caFile(), caFile, StandardCopyOption.REPLACE_EXISTING);
            first.fail(Status.UNAVAILABLE);
            await().until(() -> fixture.log().contains("SSLHandshakeException"));

            Files.write(caFile, trusted);

            assertThat(fixture.operator().accept().welcome().inventory()).isEmpty();
        }
    }
}
