package io.kpool.operator.agent;

import io.grpc.Status;
import io.kpool.pool.WorkerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest stream of each worker of a pool, and what goes out on it. Lives on the loop. */
final class Connections {
    private final Map<WorkerId, Connection> connections = new HashMap<>();

    private record Connection(AgentStream stream, OutgoingFrames out) {
        /** Tells the worker to end, and ends the stream; what it belongs to hears nothing of that. */
        void dismiss(String reason) {
            out.dismiss(reason);
            stream.leave();
        }
    }

    /** A stream that came before it is refused. */
    void add(WorkerId worker, AgentStream stream, OutgoingFrames out) {
        Connection former = connections.put(worker, new Connection(stream, out));
        if (former != null) {
            former.stream().refuse(Status.ABORTED.withDescription("a newer stream of this worker came"));
        }
    }

    boolean has(WorkerId worker) {
        return connections.containsKey(worker);
    }

    Optional<OutgoingFrames> to(WorkerId worker) {
        return Optional.ofNullable(connections.get(worker)).map(Connection::out);
    }

    List<OutgoingFrames> all() {
        return connections.values().stream().map(Connection::out).toList();
    }

    /** Whether that stream was the newest of the worker, which has none now. */
    boolean remove(WorkerId worker, AgentStream stream) {
        Connection newest = connections.get(worker);
        return newest != null && newest.stream() == stream && connections.remove(worker, newest);
    }

    void dismiss(WorkerId worker, String reason) {
        Connection dismissed = connections.remove(worker);
        if (dismissed != null) {
            dismissed.dismiss(reason);
        }
    }

    void dismissAll(String reason) {
        connections.values().forEach(connection -> connection.dismiss(reason));
        connections.clear();
    }
}
