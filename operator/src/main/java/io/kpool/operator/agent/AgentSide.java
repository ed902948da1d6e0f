package io.kpool.operator.agent;

import io.kpool.operator.leader.LeadershipListener;
import io.kpool.operator.leader.ProcessEnd;
import io.kpool.operator.security.OperatorCertificates;
import io.kpool.operator.security.WorkerAdmission;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Everything between the workers and the rest of the operator. Its port is open from the start, so that a change of
 * leader need not wait for it; whoever dials a process that does not lead is told to dial again.
 */
public final class AgentSide implements LeadershipListener {
    private static final Logger LOG = Logger.getLogger(AgentSide.class);
    private static final Duration CERTIFICATE_CHECK = Duration.ofHours(1);

    private final int port;
    private final OperatorCertificates certificates;
    private final AgentLoop loop;
    private final ExecutorService listeners;
    private final ExecutorService renewals;
    private final Notices notices;
    private final AgentMasters masters;
    private final AgentDoor door;
    private volatile AgentServer server;

    public AgentSide(AgentPort port, OperatorCertificates certificates, WorkerAdmission admission, ProcessEnd end) {
        this.port = port.number();
        this.certificates = certificates;
        this.loop = new AgentLoop(port.spin());
        this.listeners = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("kpool-notices").daemon().factory());
        this.renewals = Executors.newVirtualThreadPerTaskExecutor();
        this.notices = new Notices(loop::execute, listeners, () -> end.now("a worker obeys a later leader"));
        this.masters = new AgentMasters(loop, notices);
        this.door = new AgentDoor(loop, admission);
    }

    public PoolMasters masters() {
        return masters;
    }

    public PoolRequests requests() {
        return masters;
    }

    /** Opens the port, without letting anyone in. */
    public synchronized void listen() {
        if (server == null) {
            loop.every(CERTIFICATE_CHECK, () -> renewals.execute(certificates::renewIfDue));
            server = new AgentServer(port, certificates.keyManager(), loop, door);
            server.start();
            LOG.infof("Listens for workers on port %d", server.port());
        }
    }

    @Override
    public void startServing(long epoch) {
        listen();
        loop.execute(() -> {
            PoolCells cells = new PoolCells(loop, notices, epoch);
            masters.open(cells);
            door.open(cells);
        });
    }

    /** Where workers dial; only after {@link #listen}. */
    public int listensOn() {
        return server.port();
    }

    @Override
    public void stopServing() {
        AgentServer open = server;
        if (open != null) {
            open.close();
        }
        loop.close();
        listeners.shutdown();
        renewals.shutdown();
    }
}
