package io.kpool.pool;

import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PlacementRequest.Patience;

/** What one caller asks a pool under test for, by number. */
final class CallersRequests {
    private static final SessionId SESSION = new SessionId(3, 1);

    private CallersRequests() {}

    static void submit(PoolFixture pool, long number) {
        pool.run(() -> pool.master.submit(placement(number), pool.now));
    }

    static PlacementRequest placement(long number) {
        return new PlacementRequest(request(number), new Anywhere(), Patience.QUEUE);
    }

    static LiveRequest request(long number) {
        return new LiveRequest(SESSION, number, 17);
    }
}
