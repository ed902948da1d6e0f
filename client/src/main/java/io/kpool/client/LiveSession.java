package io.kpool.client;

import com.google.protobuf.ByteString;
import io.kpool.protocol.live.Open;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.live.Welcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A caller's session with whoever leads: it outlives streams and leaders. What is private is confined to its loop. */
final class LiveSession implements ClientLoop.Work, LiveStream.Listener, Dialling.Listener {
    private static final int PROTOCOL_VERSION = 1;
    private static final Duration TICK = Duration.ofMillis(250);

    private final KpoolOptions options;
    private final ClientLoop loop;
    private final Dialling dialling;
    private final Teller teller;
    private final Upkeep upkeep;
    private final Dealings dealings;
    private final Inbox inbox = new Inbox();
    private final Questions questions;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<KpoolException> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private LiveStream stream;
    private boolean welcome;
    private ByteString ticket = ByteString.EMPTY;
    private volatile String pid = "";
    private volatile KpoolException over;

    LiveSession(Door door, KpoolOptions options) {
        this.options = options;
        this.loop = new ClientLoop(options.spin(), this);
        this.dialling = new Dialling(door, loop, options, this);
        this.teller = new Teller(options.exitListener().orElse(signal -> {}));
        this.upkeep = new Upkeep(dialling, options.tokenCheck());
        this.dealings = new Dealings(options, loop, teller);
        this.questions = new Questions(loop);
    }

    /** Opens it, unless that was done; completed with the first welcome, or with why there is none. */
    CompletableFuture<Void> open() {
        if (!begun.get() && begun.compareAndSet(false, true)) {
            loop.execute(() -> {
                loop.every(TICK, this::tick);
                dialling.dial();
            });
        }
        return opened;
    }

    String pid() {
        return pid;
    }

    /** Completed with why. */
    CompletableFuture<KpoolException> ended() {
        return ended;
    }

    void submit(Request request) {
        open();
        inbox.add(request);
        loop.drainSoon();
    }

    void ask(Beside question) {
        open();
        loop.execute(() -> questions.add(question));
        if (over != null) {
            question.fail(over);
        }
    }

    Correspondence correspondence() {
        open();
        return dealings.correspondence();
    }

    Post post() {
        open();
        return dealings.post();
    }

    /** Why it is over; empty: it is not. */
    Optional<KpoolException> over() {
        return Optional.ofNullable(over);
    }

    Teller teller() {
        return teller;
    }

    ClientLoop loop() {
        return loop;
    }

    /** Ends it in order; completed when that is done. */
    CompletableFuture<Void> close() {
        loop.execute(() -> {
            if (over == null && welcome) {
                dealings.takeLeaveOver(stream);
            }
            end(new SessionEndedException(ExitReason.SHUTDOWN, "it was closed"));
        });
        return gone;
    }

    /** Frees what it holds; nothing is sent any more. */
    void free() {
        loop.execute(() -> {
            if (stream != null) {
                stream.cancel("the session is over");
            }
            loop.close();
        });
        teller.close();
    }

    @Override
    public void drain() {
        if (over == null) {
            inbox.emptyInto(dealings.requests());
        }
        if (welcome) {
            dealings.sendOver(stream);
        }
    }

    @Override
    public boolean isExpectingAnswers() {
        return dealings.requests().isExpectingAnswers();
    }

    @Override
    public void dialled(Dialled dialled) {
        if (over != null) {
            dialled.close();
            return;
        }
        stream = new LiveStream(dialled, loop, this);
        upkeep.opened(stream);
        stream.open(dealings.addTo(Open.newBuilder()
                        .setProtocolVersion(PROTOCOL_VERSION)
                        .setNamespace(options.namespace())
                        .setSession(pid)
                        .setTicket(ticket)
                        .setTrapExit(options.exitListener().isPresent()))
                .build());
    }

    @Override
    public void gaveUp(KpoolException why) {
        end(why);
    }

    @Override
    public void received(LiveStream from, SessionFrame frame) {
        if (from != stream || over != null) {
            return;
        }
        if (frame.hasWelcome()) {
            welcomed(frame.getWelcome());
        }
        dealings.received(stream, frame);
        if (frame.hasEnded()) {
            end(new SessionEndedException(
                    Wire.reason(frame.getEnded().getReason()), frame.getEnded().getMessage()));
        }
        loop.drainNow();
    }

    @Override
    public void ready() {
        loop.drainNow();
    }

    @Override
    public void closed(LiveStream ended, KpoolException why) {
        if (ended != stream) {
            return;
        }
        stream = null;
        welcome = false;
        questions.closed();
        upkeep.closed();
        dealings.disconnected();
        if (over == null) {
            dialling.failed(why);
        } else {
            gone.complete(null);
        }
    }

    private void welcomed(Welcome first) {
        pid = first.getSession();
        ticket = first.getTicket();
        welcome = true;
        dialling.welcomed();
        upkeep.welcomed();
        opened.complete(null);
        dealings.welcomed(stream, first).forEach(this::lostLink);
        if (over == null) {
            questions.opened(stream);
        }
    }

    // The session that was lost is to what it was linked with as a worker that was lost, and the other way round.
    private void lostLink(String partner) {
        String message = "the operator was out of reach for too long";
        var signal = new ExitSignal(partner, ExitReason.NOCONNECTION, message, ExitSignal.Kind.LINKED);
        if (options.exitListener().isPresent()) {
            teller.tell(signal);
        } else {
            end(new SessionEndedException(ExitReason.NOCONNECTION, message));
        }
    }

    private void end(KpoolException why) {
        if (over == null) {
            over = why;
            opened.completeExceptionally(why);
            dealings.end(why);
            questions.closed();
            questions.failAll(why);
            inbox.close(why);
            ended.complete(why);
        }
        welcome = false;
        if (stream == null) {
            gone.complete(null);
        } else {
            stream.finish();
        }
    }

    private void tick() {
        questions.failLate(dialling.lastFailure());
        upkeep.tick();
        if (welcome) {
            dealings.acknowledgeOver(stream);
        }
    }
}
