package io.kpool.operator.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A loop whose time passes when a test says so, on the test's own thread. */
public final class SetClock implements Loop {
    private final List<Due> due = new ArrayList<>();
    private long now = 1_000_000;

    private record Due(long millis, Runnable task) {}

    /** Whatever is due then is done at once. */
    public void pass(long millis) {
        now += millis;
        List<Due> ready = due.stream().filter(one -> one.millis() <= now).toList();
        due.removeAll(ready);
        ready.forEach(one -> one.task().run());
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public void after(Duration delay, Runnable task) {
        due.add(new Due(now + delay.toMillis(), task));
    }

    @Override
    public void every(Duration period, Runnable task) {
        throw new UnsupportedOperationException("nothing here is done again and again");
    }

    @Override
    public long nowMillis() {
        return now;
    }
}
