package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.Pid;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.Link;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;
import io.kpool.worker.process.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private static final ProcessSignal.Builder TO_OTHER =
            ProcessSignal.newBuilder().setPeer("demo/beta.1.2");

    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final Map<Long, ProcessEntry> entries = new HashMap<>();
    private final Messages messages = new Messages(entries, new SendingRoom());
    private final Signals signals = new Signals(new Termination(loop, AgentFixture.QUICK), messages);
    private final KeptReports stream = new KeptReports();
    private final ProcessEntry entry = new ProcessEntry(
            new Pid("demo", "alpha", 1, 7),
            Spawns.shell("true").addLink("demo/gamma.1.3").build());

    @AfterEach
    void stop() {
        loop.shutdownNow();
    }

    @Test
    void saysOnTheNextStreamWhatItCouldNotSay() {
        signals.sent(entry, exit());
        reportTo(stream);
        signals.sent(entry, exit());
        reportTo(Reports.NONE);
        reportTo(stream);

        assertThat(stream.signals).hasSize(2).extracting(SentSignal::getSerial).containsOnly(7L);
    }

    @Test
    void leavesLinksThatWereMadeMeanwhileToTheInventory() {
        signals.sent(entry, TO_OTHER.clone().setLink(Link.getDefaultInstance()).build());
        reportTo(stream);

        assertThat(stream.signals).isEmpty();
        assertThat(entry.inventory().getLinkList()).containsExactly("demo/gamma.1.3", "demo/beta.1.2");
    }

    @Test
    void forgetsALinkByTheSignalThatComesOverIt() {
        ProcessSignal ended = ProcessSignal.newBuilder()
                .setPeer("demo/gamma.1.3")
                .setExit(ExitSignal.newBuilder().setReason(ExitReason.NORMAL).setLinked(true))
                .build();

        signals.delivered(entry, ended);

        assertThat(entry.inventory().getLinkList()).isEmpty();
    }

    @Test
    void saysToACallerThatOneIsNoMoreWhoseEndIsNotAcknowledged() {
        entries.put(entry.serial(), entry);
        entry.ended(Outcome.RETURNED_NOTHING, 1);
        reportTo(stream);

        signals.delivered(
                entry,
                TO_OTHER.clone().setMessage(Message.newBuilder().setCall(5)).build());

        assertThat(stream.signals)
                .singleElement()
                .extracting(gone -> gone.getSignal().getReply())
                .returns(5L, Reply::getCall)
                .returns(Undelivered.RECEIVER_GONE, Reply::getFailure);
    }

    private void reportTo(Reports now) {
        signals.reportTo(now);
        messages.reportTo(now);
    }

    private static ProcessSignal exit() {
        return TO_OTHER.clone()
                .setExit(ExitSignal.newBuilder().setReason(ExitReason.SHUTDOWN))
                .build();
    }
}
