package io.kpool.bench.function;

import io.kpool.worker.api.Call;
import io.kpool.worker.api.Message;
import io.kpool.worker.api.Self;
import java.util.HashMap;
import java.util.Map;

/** A process that is called and cast to. */
public final class Server {
    /** Of so many casts of one sender it tells that sender, which thereby knows how many are under way. */
    static final int ACKNOWLEDGED = 1_000;

    private Server() {}

    /** Serves under that name until it is ended. */
    public static void serve(Self self, String name) throws InterruptedException {
        Map<String, Integer> received = new HashMap<>();
        self.register(name);
        while (true) {
            switch (self.receive()) {
                case Call call -> self.reply(call, 1);
                case Message message -> {
                    int count = received.merge(message.from(), 1, Integer::sum);
                    if (count % ACKNOWLEDGED == 0) {
                        self.send(message.from(), count);
                    }
                }
                default -> {}
            }
        }
    }
}
