package io.kpool.operator.live;

import io.kpool.operator.agent.AgentSide;
import io.kpool.operator.security.OperatorCertificates;

/** What is beside an operator's agents when callers are served too. */
public final class TestCallers {
    private TestCallers() {}

    /** Before it listens. */
    public static void serve(AgentSide agents, OperatorCertificates certificates) {
        LiveSide.Resources resources =
                new LiveSide.Resources(new FakeEdits(), new FakeGroupEdits(), new Groups(agents.loop()));
        new LiveSide(agents, new FakeAdmission(), certificates, resources).serve(0);
    }
}
