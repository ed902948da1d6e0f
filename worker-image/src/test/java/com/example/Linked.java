package com.example;

import io.kpool.worker.api.ExitMessage;
import io.kpool.worker.api.Received;
import io.kpool.worker.api.Self;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** User code that has to do with other processes. */
public final class Linked {
    private Linked() {}

    /** Traps, links, and gives the first message that comes. */
    public static List<String> trap(Self self, String other) throws InterruptedException {
        self.trapExits(true);
        self.link(other);
        return words(self.receive());
    }

    /** Says something to another in each way there is. */
    public static void tell(Self self, String other) {
        self.link(other);
        self.unlink(other);
        self.link(self.pid());
        self.exit(other, "kill");
        self.exit(other, "normal");
        self.exit(other, "shutdown");
        self.exit(other, "out of paper");
    }

    /** Says something to another when that file is there. */
    public static void tellLater(Self self, String other, String file) throws InterruptedException {
        while (!Files.exists(Path.of(file))) {
            self.receive(Duration.ofMillis(5));
        }
        self.exit(other, "late");
    }

    /** Links, and waits for its end. */
    public static void await(Self self, String other) throws InterruptedException {
        self.link(other);
        self.receive();
    }

    /** Links and unlinks, and waits for its end. */
    public static void leave(Self self, String other) throws InterruptedException {
        self.link(other);
        self.unlink(other);
        self.receive();
    }

    public static List<String> trapNoMore(Self self, String other) throws InterruptedException {
        self.trapExits(true);
        self.trapExits(false);
        self.link(other);
        return words(self.receive());
    }

    public static boolean hearsNothing(Self self, int millis) throws InterruptedException {
        return self.receive(Duration.ofMillis(millis)).isEmpty();
    }

    public static List<String> linkMany(Self self, int many) throws InterruptedException {
        self.trapExits(true);
        IntStream.rangeClosed(1, many).forEach(serial -> self.link("demo/beta.1." + serial));
        return words(self.receive());
    }

    private static List<String> words(Received received) {
        var message = (ExitMessage) received;
        return List.of(message.from(), message.reason(), message.message());
    }
}
