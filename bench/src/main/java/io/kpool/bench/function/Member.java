package io.kpool.bench.function;

import io.kpool.worker.api.Self;
import org.HdrHistogram.Histogram;

/** Processes in groups; what they return is read by {@link Latencies}. */
public final class Member {
    private Member() {}

    public static void create(Self self, String group) {
        self.createGroup(group);
    }

    /** Is in that group until it is ended. */
    public static void stay(Self self, String group) throws InterruptedException {
        self.join(group);
        self.receive();
    }

    /** Waits until that group has so many members. */
    public static void await(Self self, String group, int members) throws InterruptedException {
        Standing.await(self, self.watchGroup(group), members);
    }

    /** Joins and leaves in turn; each of them counts. */
    public static String joinAndLeave(Self self, String group, int times) throws InterruptedException {
        Histogram nanos = Latencies.none();
        for (int i = 0; i < times; i++) {
            nanos.recordValue(Latencies.of(() -> self.join(group)));
            nanos.recordValue(Latencies.of(() -> self.leave(group)));
        }
        return Latencies.text(nanos);
    }

    /** All members, again and again. */
    public static String getMembers(Self self, String group, int times) throws InterruptedException {
        return Latencies.repeated(times, () -> self.getMembers(group));
    }

    /** One member, again and again. */
    public static String getClosestPid(Self self, String group, int times) throws InterruptedException {
        return Latencies.repeated(times, () -> self.getClosestPid(group));
    }
}
