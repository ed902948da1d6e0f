package io.kpool.cluster.local;

import java.util.List;
import java.util.stream.IntStream;

/** One of the cluster's nodes, counted from 1. */
record Node(int number) {
    static final int COUNT = 2;

    static List<Node> all() {
        return IntStream.rangeClosed(1, COUNT).mapToObj(Node::new).toList();
    }

    String name() {
        return "node-" + number;
    }
}
