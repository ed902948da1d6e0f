package io.kpool.pool;

import java.util.List;
import java.util.Objects;

/** What a worker says on its stream, in the order said. */
public sealed interface WorkerReport permits LoadReport, WorkerReport.StreamReport {

    /** All reports but load. */
    sealed interface StreamReport extends WorkerReport {}

    /**
     * A stream begins; commands are counted from 1 again.
     *
     * @param slots how many processes the worker runs at once, at least 1
     * @param provision who started it
     */
    record Hello(int slots, Provision provision) implements StreamReport {
        public Hello {
            Numbers.requirePositive("slots", slots);
            Objects.requireNonNull(provision, "provision");
        }

        /** Of a worker that the pool started. */
        public Hello(int slots) {
            this(slots, Provision.STARTED);
        }
    }

    /** A page of the inventory. */
    record Inventory(List<InventoryEntry> entries) implements StreamReport {
        public Inventory {
            entries = List.copyOf(entries);
        }
    }

    /** The inventory was complete. */
    record InventoryDone() implements StreamReport {}

    /**
     * A process started.
     *
     * @param command of this stream that asked for it; 0: one of the inventory
     */
    record Started(long command, long serial) implements StreamReport {
        public Started {
            Numbers.requireNotNegative("command", command);
            Numbers.requirePositive("serial", serial);
        }
    }

    record Refused(long command, RefusalReason reason) implements StreamReport {
        public Refused {
            Numbers.requirePositive("command", command);
        }
    }

    /**
     * A process ended, perhaps without having started.
     *
     * @param command of this stream that asked for it; 0: one of the inventory
     */
    record Exited(long command, long serial, Exit exit) implements StreamReport {
        public Exited {
            Numbers.requireNotNegative("command", command);
            Numbers.requirePositive("serial", serial);
        }
    }

    /** A process got a kill and did not end; it keeps its slot. */
    record Unkillable(long serial) implements StreamReport {
        public Unkillable {
            Numbers.requirePositive("serial", serial);
        }
    }
}
