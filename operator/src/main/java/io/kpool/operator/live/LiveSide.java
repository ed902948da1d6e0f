package io.kpool.operator.live;

import io.kpool.operator.agent.AgentSide;
import io.kpool.operator.agent.Door;
import io.kpool.operator.security.CallerAdmission;
import io.kpool.operator.security.OperatorCertificates;

/** Everything between the callers and the pools' masters: on the agents' loop, with a port of its own. */
final class LiveSide {
    /** One session and many questions; each connection has its own. */
    private static final int CALLS_PER_CONNECTION = 256;

    private static final String TICKETS = "tickets of callers' sessions";

    private final AgentSide agents;
    private final LiveDesk desk;
    private final Gate gate;
    private final LiveOperations operations;

    LiveSide(AgentSide agents, CallerAdmission admission, OperatorCertificates certificates, PoolEdits edits) {
        this.agents = agents;
        this.desk = new LiveDesk(agents.loop(), admission, new Tickets(certificates.secretFor(TICKETS)));
        this.gate = new Gate(agents.loop(), desk, admission);
        this.operations = new Operations(gate, new HouseSessions(), edits, new ExitSignals());
    }

    Callers callers() {
        return gate;
    }

    LiveOperations operations() {
        return operations;
    }

    /** Callers are served too, from when the agents' side listens. */
    void serve(int port) {
        LiveService service = new LiveService(agents.loop(), desk, gate, operations);
        agents.add(new Door(port, CALLS_PER_CONNECTION, service), desk);
    }
}
