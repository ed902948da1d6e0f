package com.example;

import io.kpool.worker.api.Call;
import io.kpool.worker.api.ExitMessage;
import io.kpool.worker.api.FailureException;
import io.kpool.worker.api.KeyChanged;
import io.kpool.worker.api.Message;
import io.kpool.worker.api.Received;
import io.kpool.worker.api.RemoteFunction;
import io.kpool.worker.api.Self;
import io.kpool.worker.api.Undelivered;
import io.kpool.worker.api.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** User code that talks with others, and stands under groups and names. */
public final class Talking {
    private static final AtomicReference<String> CALLED_BACK = new AtomicReference<>("");

    private Talking() {}

    /** Gives so many things that came, in words. */
    public static List<String> collect(Self self, int count) throws InterruptedException {
        List<String> words = new ArrayList<>();
        while (words.size() < count) {
            words.add(describe(self.receive()));
        }
        return words;
    }

    /** Answers calls with what they say, until it gets a message. */
    public static void echo(Self self) throws InterruptedException {
        while (self.receive() instanceof Call call) {
            self.reply(call, call.body());
            self.reply(call, "never");
        }
    }

    /** Takes a call, and ends without answering when it gets a message. */
    public static void deaf(Self self) throws InterruptedException {
        self.receive();
        self.receive();
        throw new IllegalStateException("no luck");
    }

    /** Receives nothing. */
    public static void stay() throws InterruptedException {
        Thread.sleep(Duration.ofHours(1));
    }

    public static String ask(Self self, String pid, String message, int millis) throws InterruptedException {
        try {
            return self.ask(pid, message, Duration.ofMillis(millis)).as(String.class);
        } catch (FailureException failed) {
            return failed.failure().word() + ", " + failed.getMessage();
        }
    }

    /** Says these numbers to another, and then gives so many things that came back. */
    public static List<String> tell(Self self, String pid, int numbers, int back) throws InterruptedException {
        for (int number = 1; number <= numbers; number++) {
            self.send(pid, number);
        }
        return collect(self, back);
    }

    /** Fills another's mailbox with so many texts of that size, and then says what a further call comes to. */
    public static String fill(Self self, String pid, int texts, int size) throws InterruptedException {
        for (int text = 0; text < texts; text++) {
            self.send(pid, "x".repeat(size));
        }
        return ask(self, pid, "one more", 60_000);
    }

    public static String describe(Received received) {
        return switch (received) {
            case Message message -> message.from() + " says " + message.body().text();
            case Call call -> call.from() + " asks " + call.body().text();
            case ExitMessage exit -> exit.from() + " ended: " + exit.reason() + " " + exit.message();
            case Undelivered back -> back.to() + " " + back.why().word();
            case KeyChanged changed -> changed.kind() + " " + changed.pids() + " " + changed.reason();
        };
    }

    /** Joins, and says who is there then. */
    public static List<String> join(Self self, String group) {
        self.join(group);
        return self.getMembers(group);
    }

    public static void joinMany(Self self, int groups) {
        for (int group = 1; group <= groups; group++) {
            self.join("group-" + group);
        }
    }

    public static String register(Self self) throws InterruptedException {
        self.register();
        self.register("another");
        return self.myPid();
    }

    public static void joinAnother(Self self, String group, String pid) {
        self.join(group, pid);
    }

    /** All that can be read of a group and a name. */
    public static List<Object> read(Self self, String key) {
        return List.of(
                self.getMembers(key),
                self.getLocalMembers(key),
                self.getClosestPid(key),
                self.allPidsOf(key),
                self.allNodesOf(key),
                self.pidOf(key));
    }

    public static List<String> members(Self self, String group) {
        return self.getMembers(group);
    }

    public static String pidOf(Self self, String name) {
        return self.pidOf(name);
    }

    public static List<Object> groupsAndRegistry(Self self) {
        return List.of(self.whichGroups(), self.registry());
    }

    /** Watches, says what there was, and so many changes. */
    public static List<String> watch(Self self, String group, int changes) throws InterruptedException {
        Watch watch = self.watchGroup(group);
        List<String> words = new ArrayList<>();
        words.add(watch.exists() + " " + watch.pids());
        words.addAll(collect(self, changes));
        return words;
    }

    /** Watches until it is told to stop, and gives what comes after that. */
    public static List<String> unwatch(Self self, String group) throws InterruptedException {
        Watch watch = self.watchGroup(group);
        self.send(self.pid(), "watching");
        while (!(self.receive() instanceof Message)) {
            continue;
        }
        self.unwatch(watch);
        return collect(self, 1);
    }

    public static String rpc(Self self, String node, String module, String function) throws InterruptedException {
        try {
            return self.doNodeRpc(
                            node, RemoteFunction.of(module, function, 1, "a").withCallback("a.B:c"))
                    .text();
        } catch (FailureException failed) {
            return failed.failure().word() + ", " + failed.getMessage();
        }
    }

    public static String nodeRpc(Self self, String name) throws InterruptedException {
        try {
            return self.nodeRpc(name, RemoteFunction.of("a.B", "c")).text();
        } catch (FailureException failed) {
            return failed.failure().word();
        }
    }

    public static String spawn(Self self, String pool) throws InterruptedException {
        try {
            return self.spawn(pool, RemoteFunction.of("a.B", "c").within(Duration.ofSeconds(9)));
        } catch (FailureException failed) {
            return failed.failure().word() + ", " + failed.getMessage();
        }
    }

    public static int twice(int number) {
        return 2 * number;
    }

    /** A callback. */
    public static void calledBack(Self self, int result) {
        CALLED_BACK.set(self.pid() + " " + result);
    }

    public static String lastCallback() {
        return CALLED_BACK.get();
    }

    /** A callback that fails. */
    public static void badCallback(int result) {
        throw new IllegalStateException("called back with " + result);
    }
}
