package io.kpool.worker.socket;

import java.time.Duration;

/**
 * How much of everything the socket takes.
 *
 * @param visits requests at once; beyond that they are told so
 * @param bodies bytes of bodies that came and whose requests are not answered, together
 * @param reading from connecting to the last byte of the request
 */
record Bounds(int visits, int bodies, Duration reading) {
    static final Bounds USUAL = new Bounds(1024, 64 * 1024 * 1024, Duration.ofSeconds(10));

    /** Of a message, and what is written around it. */
    static final int LARGEST_BODY = (256 + 16) * 1024;

    static final int LONGEST_LINE = 4 * 1024;
    static final int LARGEST_HEADERS = 16 * 1024;

    /** From the answer to its last byte having been taken. */
    static final Duration WRITING = Duration.ofSeconds(30);
    /** How long is listened to who was refused before all had come: who is cut off while it writes may not read why. */
    static final Duration LINGERING = Duration.ofSeconds(2);

    private static final int STANDING = 256;

    /** Beyond that nobody is told anything. */
    int connections() {
        return visits + STANDING;
    }
}
