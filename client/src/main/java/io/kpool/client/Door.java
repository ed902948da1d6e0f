package io.kpool.client;

import java.io.IOException;

/** How the operator is reached, and as whom. What is here is called on threads that may block. */
interface Door extends AutoCloseable {
    /** A fresh channel to the operator that leads now, with nothing sent on it yet. */
    Dialled dial(ClientLoop loop) throws IOException;

    /** The token that is valid now; another one than last time when that is about to expire. */
    String token() throws IOException;

    @Override
    void close();
}
