package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kpool.kubectl.wire.Live;
import io.kpool.kubectl.wire.Pid;

/** By the live API, under a name of its own: asking again gives the same process, also of a new leader. */
final class LiveStart implements Start {
    private final Live live;
    private final String pool;
    private final ObjectNode body;
    private final String requestId;
    private final Patience patience;
    private final int atMost;
    private final Absence absence;

    LiveStart(Session session, SpawnRequest request, String requestId, Patience patience) {
        this.live = session.live();
        this.pool = request.pool();
        this.body = request.body();
        this.requestId = requestId;
        this.patience = patience;
        this.atMost = session.longestWait();
        this.absence = new Absence(session.surroundings().clock());
    }

    @Override
    public JsonNode started() {
        return ask("started");
    }

    @Override
    public JsonNode ended() {
        return ask("ended");
    }

    private JsonNode ask(String until) {
        return absence.bridged(() -> live.spawn(pool, body, requestId, until, patience.seconds(atMost))
                        .content())
                .orElseGet(Json::object);
    }

    @Override
    public JsonNode look(Pid pid) {
        return live.process(pid);
    }

    @Override
    public void stop(Pid pid) {
        live.exit(pid, "shutdown", "Ctrl-C");
    }

    @Override
    public String unattended() {
        return "it still waits for a place in pool " + pool + ", and starts when there is one";
    }
}
