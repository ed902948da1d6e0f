package io.kpool.client;

/** What the session has to do with other processes, and tells again on a new stream; confined to the loop. */
record Ties(Links links, Followers followers, Memberships memberships) {
    Ties() {
        this(new Links(), new Followers(), new Memberships());
    }
}
