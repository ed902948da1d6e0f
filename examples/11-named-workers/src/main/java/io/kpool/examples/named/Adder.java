package io.kpool.examples.named;

import io.kpool.worker.api.Call;
import io.kpool.worker.api.Self;
import java.util.Arrays;

/** Adds numbers for whoever calls. Runs in the pool. */
public final class Adder {
    static final String NAME = "adder";

    private Adder() {}

    /** Takes the name, and answers calls until it is ended; one without numbers it never answers. */
    public static void serve(Self self) throws InterruptedException {
        self.register(NAME);
        while (true) {
            if (self.receive() instanceof Call call) {
                int[] numbers = call.body().as(int[].class);
                if (numbers.length > 0) {
                    self.reply(
                            call,
                            new Answer(Arrays.stream(numbers).asLongStream().sum(), self.pid()));
                }
            }
        }
    }
}
