package io.kpool.worker.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The trees of the programs that run now, so that whoever looks at the processes can tell all of them. */
public final class ProcessTrees {
    private final Set<ProcessTree> trees = ConcurrentHashMap.newKeySet();

    void add(ProcessTree tree) {
        trees.add(tree);
    }

    void remove(ProcessTree tree) {
        trees.remove(tree);
    }

    /** Whether there is any: without one there is nothing to look for. */
    public boolean isEmpty() {
        return trees.isEmpty();
    }

    /** Shows the moment to all trees. */
    public void observe(ProcessSnapshot snapshot) {
        trees.forEach(tree -> tree.observe(snapshot));
    }
}
