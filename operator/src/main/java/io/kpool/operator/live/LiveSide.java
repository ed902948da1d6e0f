package io.kpool.operator.live;

import io.kpool.operator.agent.AgentSide;
import io.kpool.operator.agent.Door;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.security.CallerAdmission;
import io.kpool.operator.security.OperatorCertificates;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Everything between the callers and the pools' masters: on the agents' loop, with a port of its own. */
final class LiveSide {
    /** One session and many questions; each connection has its own. */
    private static final int CALLS_PER_CONNECTION = 256;

    private static final String TICKETS = "tickets of callers' sessions";

    private final AgentSide agents;
    private final LiveDesk desk;
    private final Gate gate;
    private final Questions questions;
    private volatile Set<PoolKey> inherited = Set.of();

    /** What callers and processes change, beside processes. */
    record Resources(PoolEdits pools, GroupEdits groupEdits, Groups groups) {}

    LiveSide(AgentSide agents, CallerAdmission admission, OperatorCertificates certificates, Resources resources) {
        this.agents = agents;
        HouseSessions houses = new HouseSessions();
        DirectoryParts parts = new DirectoryParts(
                agents.loop(),
                resources.groupEdits(),
                resources.groups(),
                RandomGenerator.getDefault(),
                new Tickets(certificates.secretFor(TICKETS)));
        this.desk = new LiveDesk(admission, parts.tickets(), new Office(parts, houses, () -> inherited));
        this.gate = new Gate(agents.loop(), desk, admission);
        ExitSignals signals = new ExitSignals();
        this.questions =
                new Questions(new Operations(gate, houses, resources.pools(), signals), new KeyQuestions(gate, houses));
    }

    /** Before this process leads: the pools that there are, whose workers know of groups and names. */
    void inherit(Set<PoolKey> pools) {
        inherited = Set.copyOf(pools);
    }

    Callers callers() {
        return gate;
    }

    Questions questions() {
        return questions;
    }

    void measure(MeterRegistry registry) {
        new LiveMeters(desk::counts, registry).register();
    }

    /** Callers are served too, from when the agents' side listens. */
    void serve(int port) {
        LiveService service = new LiveService(agents.loop(), desk, gate, questions);
        agents.add(new Door(port, CALLS_PER_CONNECTION, service), desk);
    }
}
