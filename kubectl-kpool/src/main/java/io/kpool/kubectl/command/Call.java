package io.kpool.kubectl.command;

/** A command, after its words were understood. */
@FunctionalInterface
public interface Call {
    /** Does it, and says what to exit with; what fails is a {@link io.kpool.kubectl.wire.Failure}. */
    int run(Session session) throws InterruptedException;
}
