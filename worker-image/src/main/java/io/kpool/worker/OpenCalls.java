package io.kpool.worker;

import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.protocol.agent.LostWorker;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.process.ProcessSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The calls of this worker's processes that went out and were not answered. Confined to the loop. */
final class OpenCalls {
    // By the serial of who waits, and its number.
    private final Map<Long, Map<Long, Open>> open = new HashMap<>();

    /** @param to pid of who is to answer */
    record Open(long serial, long call, String to) {}

    void sent(SentSignal signal) {
        ProcessSignal said = signal.getSignal();
        long call = said.getMessage().getCall();
        if (call > 0) {
            open.computeIfAbsent(signal.getSerial(), any -> new HashMap<>(2))
                    .put(call, new Open(signal.getSerial(), call, said.getPeer()));
        }
    }

    /** It was answered, or nobody waits for that any more. */
    void closed(long serial, long call) {
        open.computeIfPresent(serial, (any, calls) -> {
            calls.remove(call);
            return calls.isEmpty() ? null : calls;
        });
    }

    void ended(long serial) {
        open.remove(serial);
    }

    /** Those that a worker will not answer; they are open no longer. */
    List<Open> takeThoseTo(LostWorker worker) {
        return take(call -> Party.parse(call.to) instanceof Pid pid
                && pid.pool().equals(worker.getPool())
                && pid.host().equals(worker.getHost())
                && pid.incarnation() == worker.getIncarnation());
    }

    /** All; they are open no longer. */
    List<Open> takeAll() {
        return take(call -> true);
    }

    private List<Open> take(Predicate<Open> wanted) {
        List<Open> taken = new ArrayList<>();
        open.values().forEach(calls -> calls.values().stream().filter(wanted).forEach(taken::add));
        taken.forEach(call -> closed(call.serial, call.call));
        return taken;
    }
}
