package io.kpool.worker.load;

/**
 * How many carriers virtual threads are given. As few as there are processors while threads pass quickly: every further
 * one costs changes of threads. Four times as many whenever one had to wait for long, because virtual threads are not
 * preempted, and it takes the operating system to share the processors among those that compute.
 */
final class CarrierCount {
    private static final int GROWTH = 4;
    /** Looks without anybody waiting after which they become fewer. */
    static final int CALM = 10;

    private final int fewest;
    private final int most;
    private int now;
    private int calm;

    CarrierCount(int fewest, int most) {
        this.most = Math.max(1, most);
        this.fewest = Math.min(fewest, this.most);
        this.now = this.fewest;
    }

    int now() {
        return now;
    }

    /** A thread has waited for long. */
    void waited() {
        calm = 0;
        now = Math.min(most, now * GROWTH);
    }

    /** Nobody has waited since the last look, and so many have a carrier now. */
    void flowed(int mounted) {
        calm++;
        if (calm >= CALM && mounted <= now / 2) {
            calm = 0;
            now = Math.max(fewest, now / 2);
        }
    }
}
