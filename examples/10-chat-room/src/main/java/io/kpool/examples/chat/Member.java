package io.kpool.examples.chat;

import io.kpool.worker.api.Message;
import io.kpool.worker.api.Self;

/** Who is in the room. Runs in the pool. */
public final class Member {
    private Member() {}

    /**
     * Joins the room and stays there. What the host sends it says to everybody, and of what it hears it tells the host.
     *
     * @param host pid of whoever keeps the room
     */
    public static void chat(Self self, String name, String host) throws InterruptedException {
        self.join(ChatRoom.ROOM);
        while (true) {
            if (self.receive() instanceof Message message) {
                String text = message.body().as(String.class);
                if (message.from().equals(host)) {
                    say(self, name + ": " + text);
                } else {
                    self.send(host, name + " hears " + text);
                }
            }
        }
    }

    private static void say(Self self, String line) {
        for (String member : self.getMembers(ChatRoom.ROOM)) {
            self.send(member, line);
        }
    }
}
