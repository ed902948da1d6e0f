package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kpool.kubectl.wire.Live;
import io.kpool.kubectl.wire.Refusal;
import java.time.Duration;

/** By the live API, under a name of its own: asking again gives the same process, also of a new leader. */
final class LiveStart implements Start {
    /** A change of leader is over by then. */
    private static final Duration ABSENCE = Duration.ofSeconds(30);

    private final Live live;
    private final String pool;
    private final ObjectNode body;
    private final String requestId;
    private final Patience patience;
    private final Patience absence;

    LiveStart(Session session, SpawnRequest request, String requestId, Patience patience) {
        this.live = session.live();
        this.pool = request.pool();
        this.body = request.body();
        this.requestId = requestId;
        this.patience = patience;
        this.absence = Patience.of(session, ABSENCE, "no operator for 30s");
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
        try {
            return live.spawn(pool, body, requestId, until, patience.seconds(Live.LONGEST_WAIT))
                    .content();
        } catch (Refusal e) {
            if (e.passing() && !absence.over()) {
                return Json.object();
            }
            throw e;
        }
    }

    @Override
    public String unattended() {
        return "it still waits for a place in pool " + pool + ", and starts when there is one";
    }
}
