package io.kpool.pool;

import java.util.List;

/**
 * Some of a pool's processes, oldest first.
 *
 * @param last the place of the last one, after which the next page begins; 0: there are no more
 */
public record ProcessPage(List<ProcessView> processes, long last) {
    /** So many processes at most. */
    public static final int MOST = 1_000;

    /** Characters of the messages of their exits, give or take one: the answer is to be small enough for whoever asks. */
    static final int MOST_CHARACTERS = 256 * 1024;

    public ProcessPage {
        processes = List.copyOf(processes);
    }
}
