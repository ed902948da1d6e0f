package io.kpool.worker;

import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Output;
import io.kpool.protocol.agent.OutputPage;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.RefusalReason;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.Subscription;
import java.util.function.LongConsumer;

/** What the operator is told of processes, when there is a stream to it. */
interface Reports {
    /** Tells nobody: what happened is in the next stream's inventory. */
    Reports NONE = new Reports() {
        @Override
        public void started(long command, long serial) {}

        @Override
        public void refused(long command, RefusalReason reason) {}

        @Override
        public void signal(SentSignal signal) {}

        @Override
        public void signalsSentTo(LongConsumer listener) {}

        @Override
        public void membershipRecorded(long number) {}

        @Override
        public void subscription(Subscription subscription) {}

        @Override
        public void question(Question question) {}

        @Override
        public void returned(long serial, long millis) {}

        @Override
        public void exited(Exit exit) {}

        @Override
        public void unkillable(long serial) {}

        @Override
        public void output(Output output) {}

        @Override
        public void outputPage(OutputPage page) {}

        @Override
        public long queuedOutput() {
            return Long.MAX_VALUE / 2;
        }
    };

    void started(long command, long serial);

    void refused(long command, RefusalReason reason);

    void signal(SentSignal signal);

    /** Whoever is to know how many bytes of signals have been sent, each time that some were. */
    void signalsSentTo(LongConsumer listener);

    void membershipRecorded(long number);

    void subscription(Subscription subscription);

    void question(Question question);

    /** It started, and ended without anything to be said of that. */
    void returned(long serial, long millis);

    void exited(Exit exit);

    void unkillable(long serial);

    void output(Output output);

    void outputPage(OutputPage page);

    /** What output takes that waits to be sent; more than can be while there is no stream. From any thread. */
    long queuedOutput();
}
