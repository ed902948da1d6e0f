package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.wire.Pid;

/** A process that is being started: it can be asked for until it has a pid, and then until it has ended. */
interface Start {
    /** As it is now, waiting a moment for its pid. */
    JsonNode started();

    /** As it is now, waiting a moment for its end. */
    JsonNode ended();

    /** As it is now. */
    JsonNode look(Pid pid);

    /** Asks it to shut down. */
    void stop(Pid pid);

    /** What becomes of it when nobody asks any more before it has a pid. */
    String unattended();
}
