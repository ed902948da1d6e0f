package io.kpool.operator.agent;

import io.kpool.operator.leader.LeadershipListener;
import io.kpool.operator.leader.ProcessEnd;
import io.kpool.operator.security.OperatorCertificates;
import io.kpool.operator.security.WorkerAdmission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private static final int STREAMS_PER_CONNECTION = 4;

    private final List<Door> doors = new ArrayList<>();
    private final OperatorCertificates certificates;
    private final AgentLoop loop;
    private final ExecutorService listeners;
    private final ExecutorService renewals;
    private final Notices notices;
    private final AgentMasters masters;
    private final AgentDoor door;
    private LiveListener live = new Unheard();
    private volatile List<LoopServer> servers = List.of();

    public AgentSide(AgentPort port, OperatorCertificates certificates, WorkerAdmission admission, ProcessEnd end) {
        this.certificates = certificates;
        this.loop = new AgentLoop(port.spin());
        this.listeners = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("kpool-notices").daemon().factory());
        this.renewals = Executors.newVirtualThreadPerTaskExecutor();
        this.notices = new Notices(loop::execute, listeners, () -> end.now("a worker obeys a later leader"));
        this.masters = new AgentMasters(loop, notices);
        this.door = new AgentDoor(loop, admission, port.reviews());
        this.doors.add(new Door(port.number(), STREAMS_PER_CONNECTION, door));
    }

    public PoolMasters masters() {
        return masters;
    }

    public PoolRequests requests() {
        return masters;
    }

    public Loop loop() {
        return loop;
    }

    /** Before this {@linkplain #listen listens}: serves callers too, on a port of their own. */
    public synchronized void add(Door callers, LiveListener listener) {
        doors.add(callers);
        live = listener;
    }

    /** Opens the ports, without letting anyone in. */
    public synchronized void listen() {
        if (servers.isEmpty()) {
            loop.every(CERTIFICATE_CHECK, () -> renewals.execute(certificates::renewIfDue));
            servers = doors.stream()
                    .map(one -> new LoopServer(one, certificates.keyManager(), loop))
                    .toList();
            servers.forEach(LoopServer::start);
            LOG.infof(
                    "Listens on ports %s",
                    servers.stream().map(LoopServer::port).toList());
        }
    }

    @Override
    public void startServing(long epoch) {
        listen();
        loop.execute(() -> {
            PoolCells cells = new PoolCells(loop, new Hearers(notices, live), epoch);
            live.leads(epoch, new LiveCells(cells));
            masters.open(cells);
            door.open(cells);
        });
    }

    /** Where workers dial; only after {@link #listen}. */
    public int listensOn() {
        return servers.getFirst().port();
    }

    /** Where callers dial, likewise, if they are served. */
    public int listensForCallersOn() {
        return servers.getLast().port();
    }

    @Override
    public void stopServing() {
        servers.forEach(LoopServer::close);
        loop.close();
        listeners.shutdown();
        renewals.shutdown();
    }
}
