package io.kpool.e2e;

import io.kpool.worker.api.Call;
import io.kpool.worker.api.Message;
import io.kpool.worker.api.Self;
import java.util.concurrent.atomic.AtomicReference;

/** A process that answers calls; it reaches the workers in a ConfigMap. */
public final class Answering {
    private static final AtomicReference<String> KEPT = new AtomicReference<>("");

    private Answering() {}

    /** Answers each call with the last message that it got before, at first null. */
    public static void serve(Self self) throws InterruptedException {
        Object last = null;
        while (true) {
            switch (self.receive()) {
                case Message message -> last = message.body().as(String.class);
                case Call call -> self.reply(call, last);
                default -> {
                    // Nobody else tells it anything.
                }
            }
        }
    }

    public static String greet(String whom) {
        return "hello " + whom;
    }

    /** A callback: keeps what it is given on the worker. */
    public static void keep(String result) {
        KEPT.set(result);
    }

    /** What was kept last on this worker. */
    public static String kept() {
        return KEPT.get();
    }
}
