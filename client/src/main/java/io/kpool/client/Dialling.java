package io.kpool.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Dials the operator, again and again with back-off until that succeeds or is hopeless. Confined to the loop. */
final class Dialling {
    /** Is told how it went, on the loop. */
    interface Listener {
        void dialled(Dialled dialled);

        /** It is not tried any more. */
        void gaveUp(KpoolException why);
    }

    private final Door door;
    private final ClientLoop loop;
    private final KpoolOptions options;
    private final Listener listener;
    private final Backoff backoff = new Backoff(ThreadLocalRandom.current());
    private long lostSince;
    private boolean welcome;
    private boolean wasWelcome;
    private boolean begun;
    private volatile String lastFailure = "no answer yet";

    Dialling(Door door, ClientLoop loop, KpoolOptions options, Listener listener) {
        this.door = door;
        this.loop = loop;
        this.options = options;
        this.listener = listener;
    }

    void dial() {
        if (!begun) {
            begun = true;
            lostSince = System.nanoTime();
        }
        away("kpool-dial", () -> {
            try {
                Dialled dialled = door.dial(loop);
                loop.execute(() -> listener.dialled(dialled));
            } catch (KpoolException refused) {
                loop.execute(() -> failed(refused));
            } catch (IOException | RuntimeException failed) {
                loop.execute(
                        () -> failed(new KpoolException(ErrorCode.UNAVAILABLE, String.valueOf(failed.getMessage()))));
            }
        });
    }

    /** The session is open: the next failure is a new one. */
    void welcomed() {
        wasWelcome = true;
        welcome = true;
        backoff.reset();
    }

    /** There is no stream, or no longer one. */
    void failed(KpoolException why) {
        if (welcome) {
            welcome = false;
            lostSince = System.nanoTime();
        }
        lastFailure = why.getMessage();
        Duration without = Duration.ofNanos(System.nanoTime() - lostSince);
        if (!wasWelcome) {
            failedAtFirst(why, without);
        } else if (without.compareTo(options.patience()) > 0) {
            listener.gaveUp(new SessionEndedException(ExitReason.NOCONNECTION, lastFailure));
        } else {
            loop.after(backoff.next(), this::dial);
        }
    }

    // Later on even a refusal may pass: whoever reviews the token may be away for a moment.
    private void failedAtFirst(KpoolException why, Duration without) {
        if (Failures.isHopeless(why.code())) {
            listener.gaveUp(why);
        } else if (without.compareTo(options.connecting()) > 0) {
            listener.gaveUp(new KpoolException(ErrorCode.UNAVAILABLE, lastFailure, why));
        } else {
            loop.after(backoff.next(), this::dial);
        }
    }

    /** Why there is no stream. On any thread. */
    String lastFailure() {
        return lastFailure;
    }

    /** Reads the token that is valid now, and tells it on the loop; says nothing if it cannot be read. */
    void readToken(Consumer<String> reader) {
        away("kpool-token", () -> {
            try {
                String token = door.token();
                loop.execute(() -> reader.accept(token));
            } catch (IOException | RuntimeException unreadable) {
                lastFailure = "the token cannot be renewed: " + unreadable.getMessage();
            }
        });
    }

    private static void away(String name, Runnable task) {
        Thread.ofVirtual().name(name).start(task);
    }
}
