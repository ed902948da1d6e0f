package io.kpool.client;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Requests by their numbers. A table with open addressing: numbers are primitive, and what a request costs here does not
 * depend on how long others stay open.
 */
final class OpenRequests {
    private static final int SMALLEST = 16;
    /** The golden ratio: numbers that follow each other land far apart, so that no long runs form. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Request[] slots = new Request[SMALLEST];
    private int shift = Long.numberOfLeadingZeros(SMALLEST) + 1;
    private int size;

    int size() {
        return size;
    }

    void put(Request request) {
        if (++size * 2 > slots.length) {
            grow();
        }
        slots[freeSlot(request.number())] = request;
    }

    /** Null: there is none. */
    Request get(long number) {
        return slots[slotOf(number)];
    }

    /** Null: there was none. */
    Request remove(long number) {
        int hole = slotOf(number);
        Request removed = slots[hole];
        if (removed != null) {
            size--;
            close(hole);
        }
        return removed;
    }

    long[] sortedNumbers() {
        return Arrays.stream(slots)
                .filter(request -> request != null)
                .mapToLong(Request::number)
                .sorted()
                .toArray();
    }

    /** Takes all out, in the order of their numbers. */
    void removeAll(Consumer<Request> each) {
        for (long number : sortedNumbers()) {
            each.accept(remove(number));
        }
    }

    // What lies behind a hole moves into it, unless it would come to lie before its own place.
    private void close(int from) {
        int hole = from;
        int slot = next(hole);
        while (slots[slot] != null) {
            int home = home(slots[slot].number());
            if (distance(home, slot) >= distance(hole, slot)) {
                slots[hole] = slots[slot];
                hole = slot;
            }
            slot = next(slot);
        }
        slots[hole] = null;
    }

    private int slotOf(long number) {
        int slot = home(number);
        while (slots[slot] != null && slots[slot].number() != number) {
            slot = next(slot);
        }
        return slot;
    }

    private int freeSlot(long number) {
        int slot = home(number);
        while (slots[slot] != null) {
            slot = next(slot);
        }
        return slot;
    }

    private void grow() {
        Request[] old = slots;
        slots = new Request[old.length * 2];
        shift--;
        for (Request request : old) {
            if (request != null) {
                slots[freeSlot(request.number())] = request;
            }
        }
    }

    private int home(long number) {
        return (int) (number * SPREAD >>> shift);
    }

    private int next(int slot) {
        return slot + 1 & slots.length - 1;
    }

    private int distance(int from, int to) {
        return to - from & slots.length - 1;
    }
}
