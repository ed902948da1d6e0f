package io.kpool.pool;

/**
 * What a worker says about its load.
 *
 * @param sequence counted from 1 in each stream
 * @param lastCommand the last spawn command of the stream that the report covers; 0: none
 * @param runQueueMilli thousandths of processes that ran or could have run
 * @param processes that have not ended
 * @param slotsUsed at least those of {@code processes} that started
 */
public record LoadReport(long sequence, long lastCommand, int runQueueMilli, int processes, int slotsUsed)
        implements WorkerReport {
    public LoadReport {
        Numbers.requirePositive("sequence", sequence);
        Numbers.requireNotNegative("lastCommand", lastCommand);
        Numbers.requireNotNegative("runQueueMilli", runQueueMilli);
        Numbers.requireNotNegative("processes", processes);
        Numbers.requireNotNegative("slotsUsed", slotsUsed);
    }
}
