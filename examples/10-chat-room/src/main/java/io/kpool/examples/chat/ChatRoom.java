package io.kpool.examples.chat;

import io.kpool.client.KeyEvent;
import io.kpool.client.Kpool;
import io.kpool.client.Message;
import io.kpool.client.Pool;
import io.kpool.client.ProcessGroups;
import io.kpool.client.Received;
import io.kpool.client.SpawnedProcess;
import io.kpool.client.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps a room: lets three members in, and has one of them speak, before and after another one dies. */
public final class ChatRoom {
    static final String ROOM = "chat-room";
    private static final Duration SOON = Duration.ofSeconds(30);

    private ChatRoom() {}

    /** @param args none */
    public static void main(String[] args) throws InterruptedException {
        BlockingQueue<KeyEvent> events = new LinkedBlockingQueue<>();
        try (Kpool kpool = Kpool.fromEnvironment()) {
            ProcessGroups groups = kpool.groups();
            groups.delete(ROOM);
            groups.create(ROOM);
            try (Watch _ = groups.watch(ROOM, events::add)) {
                keep(kpool, events);
            }
            groups.delete(ROOM);
        }
    }

    private static void keep(Kpool kpool, BlockingQueue<KeyEvent> events) throws InterruptedException {
        SpawnedProcess alice = letIn(kpool, "alice");
        SpawnedProcess bob = letIn(kpool, "bob");
        SpawnedProcess carol = letIn(kpool, "carol");
        for (int i = 0; i < 3; i++) {
            await(KeyEvent.Joined.class, events);
        }
        System.out.println("In the room: " + kpool.groups().getMembers(ROOM).size());
        say(kpool, alice, "good morning", 3);
        carol.kill();
        System.out.println("carol left: " + await(KeyEvent.Left.class, events).reason());
        say(kpool, bob, "where is carol?", 2);
        alice.exit("shutdown");
        bob.exit("shutdown");
    }

    private static SpawnedProcess letIn(Kpool kpool, String name) throws InterruptedException {
        return Pool.get(kpool, "chat-room").pspawn(Member.class.getName(), "chat", name, kpool.pid());
    }

    /** Has one of them say something, and prints what so many hear. */
    private static void say(Kpool kpool, SpawnedProcess speaker, String text, int listeners)
            throws InterruptedException {
        kpool.send(speaker.pid(), text);
        List<String> heard = new ArrayList<>();
        while (heard.size() < listeners) {
            Received received = kpool.receive(SOON).orElseThrow();
            if (received instanceof Message message) {
                heard.add(message.as(String.class));
            }
        }
        heard.stream().sorted().forEach(System.out::println);
    }

    private static <E extends KeyEvent> E await(Class<E> kind, BlockingQueue<KeyEvent> events)
            throws InterruptedException {
        while (true) {
            KeyEvent event = events.poll(SOON.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new IllegalStateException("nothing happens in the room");
            }
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }
}
