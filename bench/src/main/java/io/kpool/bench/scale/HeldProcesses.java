package io.kpool.bench.scale;

import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.RequestId;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Membership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a simulated worker remembers: processes that run until they are told to end, their groups, and ends not yet acknowledged. */
final class HeldProcesses {
    /** Far below what a frame may have. */
    private static final int PAGE = 1_000;

    private final Map<Long, InventoryEntry> entries = new HashMap<>();
    private int running;
    private long serials;

    /** @return its serial */
    long start(RequestId request, long nowMillis) {
        long serial = ++serials;
        entries.put(
                serial,
                InventoryEntry.newBuilder()
                        .setSerial(serial)
                        .setRequest(request)
                        .setStartedMillis(nowMillis)
                        .build());
        running++;
        return serial;
    }

    /** Empty: it runs no more. */
    List<Exit> end(long serial, ExitReason reason, long nowMillis) {
        InventoryEntry entry = entries.get(serial);
        if (entry == null || entry.hasExit()) {
            return List.of();
        }
        Exit exit = Exit.newBuilder()
                .setSerial(serial)
                .setReason(reason)
                .setEndedMillis(nowMillis)
                .setStarted(true)
                .build();
        entries.put(serial, entry.toBuilder().setExit(exit).build());
        running--;
        return List.of(exit);
    }

    void acknowledged(long serial) {
        entries.remove(serial);
    }

    int running() {
        return running;
    }

    /** Of all that run. */
    List<Long> serials() {
        return entries.values().stream()
                .filter(entry -> !entry.hasExit())
                .map(InventoryEntry::getSerial)
                .toList();
    }

    /** How often one stands under a key from now on. */
    void stand(long serial, Membership membership) {
        entries.computeIfPresent(serial, (same, entry) -> standing(entry, membership));
    }

    private static InventoryEntry standing(InventoryEntry entry, Membership membership) {
        InventoryEntry.Builder changed = entry.toBuilder().clearMembership();
        entry.getMembershipList().stream()
                .filter(other -> !other.getKey().equals(membership.getKey()))
                .forEach(changed::addMembership);
        if (membership.getCount() > 0) {
            changed.addMembership(membership);
        }
        return changed.build();
    }

    List<List<InventoryEntry>> inventory() {
        List<InventoryEntry> all = List.copyOf(entries.values());
        List<List<InventoryEntry>> pages = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PAGE) {
            pages.add(all.subList(from, Math.min(all.size(), from + PAGE)));
        }
        return pages;
    }
}
