package io.kpool.pool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What outlives a leader: who asked, where it was to run, whether it started, how it ended. */
final class Records {
    private final Map<RequestId, Entry> entries = new LinkedHashMap<>();

    static final class Entry {
        private final PlacementRequest request;
        private WorkerId assigned;
        private RecordedStart start = new RecordedStart.NotStarted();
        private Exit exit;

        private Entry(PlacementRequest request) {
            this.request = request;
        }

        PlacementRequest request() {
            return request;
        }

        boolean isOpen() {
            return exit == null;
        }

        boolean isAssigned() {
            return assigned != null;
        }

        boolean isAssignedTo(WorkerId worker) {
            return worker.equals(assigned);
        }

        Restored restored() {
            return new Restored(request, assigned, start);
        }

        void assigned(WorkerId worker) {
            assigned = worker;
        }

        void started(Pid pid, long millis) {
            start = new RecordedStart.StartedAs(pid, millis);
        }

        /** The first word on how it ended is the last. */
        void ended(Exit how) {
            if (exit == null) {
                exit = how;
            }
        }
    }

    int size() {
        return entries.size();
    }

    Set<RequestId> requests() {
        return entries.keySet();
    }

    Entry of(RequestId request) {
        return entries.get(request);
    }

    void add(PlacementRequest request) {
        entries.put(request.request(), new Entry(request));
    }

    List<Entry> open() {
        List<Entry> open = new ArrayList<>(entries.values());
        open.removeIf(entry -> !entry.isOpen());
        return open;
    }
}
