package io.kpool.worker;

import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.WorkerFrame;
import java.util.ArrayList;
import java.util.List;

/** Cuts an inventory into frames, the last of which says that it is the last. */
final class InventoryPages {
    /** Bytes of a page at most; an entry is smaller. */
    static final int LARGEST_PAGE = 256 * 1024;

    private static final int FRAMING = 16;

    private InventoryPages() {}

    static List<WorkerFrame> of(List<InventoryEntry> inventory) {
        List<WorkerFrame> pages = new ArrayList<>();
        WorkerFrame.Builder page = WorkerFrame.newBuilder();
        int size = FRAMING;
        for (InventoryEntry entry : inventory) {
            int bytes = entry.getSerializedSize() + FRAMING;
            if (size + bytes > LARGEST_PAGE) {
                pages.add(page.build());
                page = WorkerFrame.newBuilder();
                size = FRAMING;
            }
            page.addInventory(entry);
            size += bytes;
        }
        pages.add(page.setInventoryDone(true).build());
        return pages;
    }
}
