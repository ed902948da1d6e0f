package io.kpool.client;

import java.time.Duration;

/**
 * Looks after the stream now and then: it has to be welcomed in time, and to show a token that is valid. Confined to the
 * loop.
 */
final class Upkeep {
    private static final Duration WELCOME = Duration.ofSeconds(10);

    private final Dialling dialling;
    private final Duration tokenCheck;
    /** Null: there is none. */
    private LiveStream stream;

    private boolean welcome;
    private long since;

    Upkeep(Dialling dialling, Duration tokenCheck) {
        this.dialling = dialling;
        this.tokenCheck = tokenCheck;
    }

    void opened(LiveStream open) {
        stream = open;
        welcome = false;
        since = System.nanoTime();
    }

    void welcomed() {
        welcome = true;
        since = System.nanoTime();
    }

    void closed() {
        stream = null;
    }

    void tick() {
        if (stream == null) {
            return;
        }
        long waited = System.nanoTime() - since;
        if (!welcome && waited > WELCOME.toNanos()) {
            stream.cancel("the operator has not answered for " + WELCOME.toSeconds() + " s");
        } else if (welcome && waited > tokenCheck.toNanos()) {
            since = System.nanoTime();
            showToken(stream);
        }
    }

    private void showToken(LiveStream to) {
        dialling.readToken(token -> {
            if (to == stream) {
                to.renewToken(token);
                to.flush();
            }
        });
    }
}
