package io.kpool.operator.live;

import io.kpool.operator.agent.Heard;
import io.kpool.operator.agent.MembershipWire;
import io.kpool.operator.live.Unrecorded.Home;
import io.kpool.pool.Pid;
import io.kpool.pool.directory.Membership;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.WorkerFrame;
import java.util.HashMap;
import java.util.Map;

/** What workers say to have, page by page, until it is all: half of it would say that the rest has ended. Lives on the loop. */
final class Inventories {
    private final Map<Home, Map<Pid, Map<Membership, Integer>>> pages = new HashMap<>();

    /** A frame of a worker's newest stream. */
    void page(Home home, Heard heard) {
        WorkerFrame frame = heard.frame();
        if (frame.hasHello()) {
            pages.remove(home);
        }
        if (frame.getInventoryCount() > 0) {
            Map<Pid, Map<Membership, Integer>> said = pages.computeIfAbsent(home, any -> new HashMap<>());
            frame.getInventoryList().stream()
                    .filter(entry -> entry.getStartedMillis() > 0 && !entry.hasExit())
                    .forEach(entry -> said.put(heard.pid(entry.getSerial()), memberships(entry)));
        }
    }

    /** All that it said: of those that run, where they stand, each with its count. */
    Map<Pid, Map<Membership, Integer>> take(Home home) {
        Map<Pid, Map<Membership, Integer>> said = pages.remove(home);
        return said == null ? new HashMap<>() : said;
    }

    void drop(Home home) {
        pages.remove(home);
    }

    private static Map<Membership, Integer> memberships(InventoryEntry entry) {
        Map<Membership, Integer> counts = HashMap.newHashMap(entry.getMembershipCount());
        entry.getMembershipList().stream()
                .map(MembershipWire::read)
                .forEach(membership -> counts.put(membership.withCount(0), membership.count()));
        return counts;
    }
}
