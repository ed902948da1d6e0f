package io.kpool.worker.function;

import io.kpool.worker.api.Self;

/** A process that is none. */
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
}
