package io.kpool.client;

/** A worker that a process of this session runs on: one life of a host. */
record WorkerName(String pool, String host, long incarnation) {
    String pid(long serial) {
        return pool + "/" + host + "." + incarnation + "." + serial;
    }
}
