package io.kpool.worker;

/**
 * The load at one moment.
 *
 * @param lastCommand and lastSerial what it covers: what was launched later is not in it, whenever it is told
 */
record LoadSample(int runQueueMilli, long lastCommand, long lastSerial) {
    static final LoadSample NONE = new LoadSample(0, 0, 0);
}
