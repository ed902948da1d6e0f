package io.kpool.e2e;

import io.kpool.worker.api.ExitMessage;
import io.kpool.worker.api.Self;
import java.time.Duration;

/** What linked processes do; it reaches the workers in a ConfigMap. */
public final class Bound {
    private Bound() {}

    /** Runs until it is told to end. */
    public static void stay() throws InterruptedException {
        Thread.sleep(Duration.ofHours(1));
    }

    /** Traps exits and tells the first. */
    public static String trap(Self self) throws InterruptedException {
        self.trapExits(true);
        var message = (ExitMessage) self.receive();
        return message.from() + " " + message.reason();
    }

    public static void kill(Self self, String pid) {
        self.exit(pid, "kill");
    }
}
