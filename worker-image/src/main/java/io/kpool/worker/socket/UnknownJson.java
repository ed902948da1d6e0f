package io.kpool.worker.socket;

import io.kpool.worker.api.Json;

/** What a call had said that is replied to: only its sender and number are known. */
enum UnknownJson implements Json {
    VALUE;

    @Override
    public String text() {
        return "null";
    }

    @Override
    public <T> T as(Class<T> type) {
        throw new IllegalArgumentException("it is not known what the call had said");
    }
}
