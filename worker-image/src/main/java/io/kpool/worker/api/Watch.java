package io.kpool.worker.api;

import java.util.List;

/**
 * Every change after this moment comes into the mailbox, none before.
 *
 * @param id tells one watch from another of the same process
 * @param exists of a group: it was created; of a name: somebody is registered
 * @param pids who stood there at that moment, in order, each as often as it joined
 */
public record Watch(long id, boolean exists, List<String> pids) {
    public Watch {
        pids = List.copyOf(pids);
    }
}
