package io.kpool.bench.groups;

import io.kpool.bench.function.Caller;
import io.kpool.bench.function.Member;
import io.kpool.bench.function.Server;
import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.Measure;
import io.kpool.bench.measure.Timing;
import io.kpool.bench.spawn.CallerSettings;
import io.kpool.client.JavaFunction;
import io.kpool.client.Kpool;
import io.kpool.client.Pool;

/** Spawns processes that measure, on two hosts, and prints figures of what they return. */
public final class GroupsDriver {
    private static final String SERVER = "server";
    private static final String BUSY = "busy";
    private static final String CROWD = "crowd";
    private static final int MEMBERS = 10_000;
    private static final int MANY = 64;
    private static final int WARM_UP = 60_000;
    /** Until a worker's JVM, which compiles late, has compiled all that a call goes through. */
    private static final int WARM_UP_CALLS = 400_000;

    private static final int CALLS = 200_000;
    private static final int CALLS_ONE_AT_A_TIME = 20_000;
    private static final int THOUSANDS_OF_CASTS = 1_000;
    private static final int READS = 2_000;
    private static final int LOOK_UPS = 1_000_000;

    private final Timing timing = new Timing(CallerSettings.pids());
    private final Runs near;
    private final Runs far;

    private GroupsDriver(Pool pool) {
        this.near = new Runs(pool, "host-1");
        this.far = new Runs(pool, "host-2");
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        try (Kpool kpool = Kpool.fromEnvironment().connect()) {
            GroupsDriver driver = new GroupsDriver(Pool.get(kpool, CallerSettings.pool()));
            driver.messages();
            driver.memberships();
            driver.reads();
        }
        // Whatever the client has left running is not waited for.
        System.exit(0);
    }

    private void messages() throws InterruptedException {
        far.start(1, of(Server.class, "serve", SERVER));
        near.once(of(Caller.class, "await", SERVER));
        System.out.println("warming up with " + (WARM_UP_CALLS + CALLS_ONE_AT_A_TIME) + " calls");
        timing.once(near.measuring(MANY, of(Caller.class, "call", SERVER, WARM_UP_CALLS / MANY)));
        timing.once(near.measuring(1, of(Caller.class, "call", SERVER, CALLS_ONE_AT_A_TIME)));
        report(Measure.CALL_1, near.measuring(1, of(Caller.class, "call", SERVER, CALLS_ONE_AT_A_TIME)));
        report(Measure.CALL_64, near.measuring(MANY, of(Caller.class, "call", SERVER, CALLS / MANY)));
        timing.once(near.measuring(1, of(Caller.class, "cast", SERVER, WARM_UP / 1_000)));
        report(Measure.CAST, near.measuring(1, of(Caller.class, "cast", SERVER, THOUSANDS_OF_CASTS)));
    }

    private void memberships() throws InterruptedException {
        near.once(of(Member.class, "create", BUSY));
        timing.once(near.measuring(MANY, of(Member.class, "joinAndLeave", BUSY, WARM_UP / MANY / 2)));
        report(Measure.JOIN_1, near.measuring(1, of(Member.class, "joinAndLeave", BUSY, CALLS_ONE_AT_A_TIME / 2)));
        report(Measure.JOIN_64, near.measuring(MANY, of(Member.class, "joinAndLeave", BUSY, CALLS / MANY / 2)));
    }

    private void reads() throws InterruptedException {
        near.once(of(Member.class, "create", CROWD));
        System.out.println("a group of " + MEMBERS);
        near.start(MEMBERS / 2, of(Member.class, "stay", CROWD));
        far.start(MEMBERS / 2, of(Member.class, "stay", CROWD));
        near.once(of(Member.class, "await", CROWD, MEMBERS));
        timing.once(near.measuring(1, of(Member.class, "getMembers", CROWD, READS)));
        report(Measure.MEMBERS_10000, near.measuring(1, of(Member.class, "getMembers", CROWD, READS)));
        timing.once(near.measuring(1, of(Member.class, "getClosestPid", CROWD, LOOK_UPS)));
        report(Measure.CLOSEST_10000, near.measuring(1, of(Member.class, "getClosestPid", CROWD, LOOK_UPS)));
    }

    private void report(Measure measure, Timing.Load load) throws InterruptedException {
        System.out.println(measure.title());
        System.out.println(Figure.PREFIX + timing.median(load).as(measure).line());
    }

    private static JavaFunction of(Class<?> module, String function, Object... arguments) {
        return JavaFunction.of(module.getName(), function, arguments);
    }
}
