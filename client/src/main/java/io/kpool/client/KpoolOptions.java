package io.kpool.client;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** How a session behaves. Immutable; {@link #DEFAULTS} are meant to be good for all. */
public final class KpoolOptions {
    private static final Duration SPIN = Duration.ofNanos(50_000);
    private static final Duration CONNECTING = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration STARTING = Duration.ofMinutes(10);
    private static final Duration TOKEN_CHECK = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 100_000;

    // After what it is made of.
    public static final KpoolOptions DEFAULTS = new KpoolOptions();

    private String namespace = "";
    private Duration spin = SPIN;
    private Duration connecting = CONNECTING;
    private Duration patience = PATIENCE;
    private Duration starting = STARTING;
    private Duration tokenCheck = TOKEN_CHECK;
    private int mostWaiting = MOST_WAITING;
    private String operatorNamespace = "kpool-system";
    private Consumer<ExitSignal> exitListener;
    private Consumer<Received> messageListener;

    private KpoolOptions() {}

    private KpoolOptions(KpoolOptions other) {
        namespace = other.namespace;
        spin = other.spin;
        connecting = other.connecting;
        patience = other.patience;
        starting = other.starting;
        tokenCheck = other.tokenCheck;
        mostWaiting = other.mostWaiting;
        operatorNamespace = other.operatorNamespace;
        exitListener = other.exitListener;
        messageListener = other.messageListener;
    }

    /** Where the pools are; by default the namespace of the service account. */
    public KpoolOptions inNamespace(String name) {
        var changed = new KpoolOptions(this);
        changed.namespace = Objects.requireNonNull(name, "name");
        return changed;
    }

    /** Where the operator is, if not in {@code kpool-system}; asked for outside the cluster only. */
    public KpoolOptions withOperatorIn(String installation) {
        var changed = new KpoolOptions(this);
        changed.operatorNamespace = Objects.requireNonNull(installation, "installation");
        return changed;
    }

    /**
     * Traps exits: Erlang's {@code process_flag(trap_exit, true)}. Exit signals come to the listener, in order, on the
     * thread that output listeners are called on, instead of ending the session.
     */
    public KpoolOptions trappingExits(Consumer<ExitSignal> listener) {
        var changed = new KpoolOptions(this);
        changed.exitListener = Objects.requireNonNull(listener, "listener");
        return changed;
    }

    /**
     * What comes into the session's mailbox goes to the listener, in order, on the thread that output listeners are called
     * on, and {@link Kpool#receive()} finds nothing.
     */
    public KpoolOptions receiving(Consumer<Received> listener) {
        var changed = new KpoolOptions(this);
        changed.messageListener = Objects.requireNonNull(listener, "listener");
        return changed;
    }

    /**
     * How long the session's thread looks for answers before it sleeps, while it expects some. More makes single spawns
     * faster and costs processor time; zero saves that. 50 µs by default.
     */
    public KpoolOptions withSpin(Duration duration) {
        var changed = new KpoolOptions(this);
        changed.spin = notNegative(duration);
        return changed;
    }

    /**
     * How long the first connection may take, and what waits for it, 30 s by default. Then all fails with {@link
     * ErrorCode#UNAVAILABLE}.
     */
    public KpoolOptions withConnectTimeout(Duration limit) {
        var changed = new KpoolOptions(this);
        changed.connecting = notNegative(limit);
        return changed;
    }

    /**
     * How long the session lives on without any operator to be reached, and its requests wait, 5 minutes by default. Then
     * it ends with {@link ExitReason#NOCONNECTION}.
     */
    public KpoolOptions withPatience(Duration limit) {
        var changed = new KpoolOptions(this);
        changed.patience = notNegative(limit);
        return changed;
    }

    /**
     * How long {@link Pool#start} waits for hosts that are neither ready nor have failed, since an image is slow to come
     * for example; 10 minutes by default. Then they count as failed.
     */
    public KpoolOptions withStartTimeout(Duration limit) {
        var changed = new KpoolOptions(this);
        changed.starting = notNegative(limit);
        return changed;
    }

    /**
     * How many requests may wait in this library beyond those that the operator gives credit for, 100,000 by default.
     * Further ones fail with {@link ErrorCode#NO_CAPACITY}.
     */
    public KpoolOptions withQueueLimit(int requests) {
        if (requests < 1) {
            throw new KpoolException(ErrorCode.INVALID, "a queue has room for at least one request, not " + requests);
        }
        var changed = new KpoolOptions(this);
        changed.mostWaiting = requests;
        return changed;
    }

    /** How often the token is read again; for tests. */
    KpoolOptions withTokenCheck(Duration period) {
        var changed = new KpoolOptions(this);
        changed.tokenCheck = notNegative(period);
        return changed;
    }

    private static Duration notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new KpoolException(ErrorCode.INVALID, "no time is negative, as " + duration + " is");
        }
        return duration;
    }

    String namespace() {
        return namespace;
    }

    String operatorNamespace() {
        return operatorNamespace;
    }

    Duration spin() {
        return spin;
    }

    Duration connecting() {
        return connecting;
    }

    Duration patience() {
        return patience;
    }

    Duration starting() {
        return starting;
    }

    Duration tokenCheck() {
        return tokenCheck;
    }

    int mostWaiting() {
        return mostWaiting;
    }

    /** Empty: what comes is kept until it is asked for. */
    Optional<Consumer<Received>> messageListener() {
        return Optional.ofNullable(messageListener);
    }

    /** Empty: exits are not trapped. */
    Optional<Consumer<ExitSignal>> exitListener() {
        return Optional.ofNullable(exitListener);
    }
}
