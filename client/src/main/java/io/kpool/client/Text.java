package io.kpool.client;

import java.io.IOException;

/** Something that is read anew each time, since it is replaced now and then: a token, or certificates. */
@FunctionalInterface
interface Text {
    /** @throws IOException it cannot be had now; the message says what and why */
    String read() throws IOException;
}
