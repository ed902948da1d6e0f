package io.kpool.worker;

import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Output;
import io.kpool.protocol.agent.OutputPage;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.RefusalReason;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Keeps what would be sent, as a stream that takes as much as a test says. */
class KeptReports implements Reports {
    final List<Exit> exits = new ArrayList<>();
    final List<Output> outputs = new ArrayList<>();
    final List<SentSignal> signals = new ArrayList<>();
    final List<Long> recorded = new ArrayList<>();
    final List<Subscription> subscriptions = new ArrayList<>();
    final List<Question> questions = new ArrayList<>();
    final List<OutputPage> pages = new ArrayList<>();
    volatile long queuedOutput;

    @Override
    public void started(long command, long serial) {}

    @Override
    public void refused(long command, RefusalReason reason) {}

    @Override
    public void signal(SentSignal signal) {
        signals.add(signal);
    }

    @Override
    public void signalsSentTo(LongConsumer listener) {}

    @Override
    public void membershipRecorded(long number) {
        recorded.add(number);
    }

    @Override
    public void subscription(Subscription subscription) {
        subscriptions.add(subscription);
    }

    @Override
    public void question(Question question) {
        questions.add(question);
    }

    @Override
    public void returned(long serial, long millis) {}

    @Override
    public void exited(Exit exit) {
        exits.add(exit);
    }

    @Override
    public void unkillable(long serial) {}

    @Override
    public void output(Output output) {
        outputs.add(output);
    }

    @Override
    public void outputPage(OutputPage page) {
        pages.add(page);
    }

    @Override
    public long queuedOutput() {
        return queuedOutput;
    }
}
