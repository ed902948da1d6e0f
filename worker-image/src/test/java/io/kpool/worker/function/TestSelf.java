package io.kpool.worker.function;

import io.kpool.worker.api.ExitMessage;
import io.kpool.worker.api.Self;
import java.time.Duration;
import java.util.Optional;

/** A process that nobody tells anything. */
record TestSelf() implements Self {
    @Override
    public String pid() {
        return "demo/alpha.1.2";
    }

    @Override
    public String pool() {
        return "demo";
    }

    @Override
    public String host() {
        return "alpha";
    }

    @Override
    public void link(String pid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unlink(String pid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void exit(String pid, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void trapExits(boolean trap) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ExitMessage receive() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ExitMessage> receive(Duration timeout) {
        return Optional.empty();
    }
}
