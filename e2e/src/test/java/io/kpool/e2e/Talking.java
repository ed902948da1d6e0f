package io.kpool.e2e;

import io.kpool.worker.api.Call;
import io.kpool.worker.api.Message;
import io.kpool.worker.api.Self;
import java.time.Duration;
import java.util.Arrays;

/** A process that passes messages on; it reaches the workers in a ConfigMap. */
public final class Talking {
    /** A call that is never answered. */
    static final String HOLD = "hold";
    /** As the only word of a message: it ends, but not at once. */
    static final String END = "end";

    private static final Duration NOT_AT_ONCE = Duration.ofSeconds(3);

    private Talking() {}

    /**
     * A message is a word, and the pids that it goes to one after the other; a call is answered with the host's name.
     */
    public static void serve(Self self) throws InterruptedException {
        while (true) {
            switch (self.receive()) {
                case Message message -> {
                    String[] words = message.body().as(String[].class);
                    if (words.length == 1 && words[0].equals(END)) {
                        Thread.sleep(NOT_AT_ONCE);
                        return;
                    }
                    passOn(self, words);
                }
                case Call call when !call.body().as(String.class).equals(HOLD) -> self.reply(call, self.host());
                default -> {
                    // Who waits for an answer waits until this ends.
                }
            }
        }
    }

    private static void passOn(Self self, String... words) {
        String[] rest = Arrays.copyOfRange(words, 1, words.length);
        rest[0] = words[0];
        self.send(words[1], rest);
    }
}
