package io.kpool.operator.live;

import io.kpool.operator.agent.AgentSide;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolRequests;
import io.kpool.operator.agent.TestAgents;
import io.kpool.operator.security.Caller;
import io.kpool.operator.security.CallerAdmission;
import io.kpool.operator.security.OperatorCertificates;
import io.kpool.operator.security.TestCertificates;
import io.kpool.pool.GoneEvidence;
import io.kpool.pool.HostState;
import io.kpool.pool.PlacementSettings;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.pool.PlacementStrategy;
import io.kpool.pool.Survey;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.OperatorFrame;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** An operator's live side with one pool of the host alpha, callers, and workers that run nothing. */
public final class LiveLab implements AutoCloseable {
    public static final PoolKey POOL = new PoolKey("acme", "demo");
    public static final WorkerId ALPHA = new WorkerId("alpha", 7);
    static final long EPOCH = 1_700_000_000_000L;

    static final Caller CALLER = Caller.of("system:serviceaccount:acme:runner", "", List.of(), Map.of());

    public final FakeAdmission admission;
    private final OperatorCertificates certificates;
    private final PoolEdits edits;
    private final AgentSide agents;
    private final LiveSide live;
    private final Groups groups;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Runnable> closing = new ArrayList<>();

    LiveLab() {
        this(TestCertificates.fresh(), new FakeEdits());
    }

    private LiveLab(OperatorCertificates certificates, PoolEdits edits) {
        this(certificates, edits, new FakeAdmission());
    }

    private LiveLab(OperatorCertificates certificates, PoolEdits edits, FakeAdmission admission) {
        this(certificates, edits, admission, admission);
    }

    private LiveLab(
            OperatorCertificates certificates, PoolEdits edits, FakeAdmission admission, CallerAdmission asked) {
        this.admission = admission;
        this.certificates = certificates;
        this.edits = edits;
        this.agents = TestAgents.believing(certificates);
        this.groups = new Groups(agents.loop());
        this.live =
                new LiveSide(agents, asked, certificates, new LiveSide.Resources(edits, new FakeGroupEdits(), groups));
        live.measure(meters);
        live.serve(0);
        agents.listen();
    }

    /** How many watch a group or name, or have a copy of one, a second ago. */
    public double watches() {
        return meters.get("kpool.copies").gauge().value();
    }

    LiveOperations operations() {
        return questions().operations();
    }

    public Questions questions() {
        return live.questions();
    }

    public Callers callers() {
        return live.callers();
    }

    public OperatorCertificates certificates() {
        return certificates;
    }

    /** One that does not lead. */
    public static LiveLab standingBy(FakeEdits edits) {
        return new LiveLab(TestCertificates.fresh(), edits);
    }

    /** Whose callers are believed and allowed what that says, instead of what a test says. */
    public static LiveLab asking(CallerAdmission admission) {
        LiveLab lab = new LiveLab(TestCertificates.fresh(), new FakeEdits(), new FakeAdmission(), admission);
        lab.lead(EPOCH);
        return lab;
    }

    public static LiveLab leading(FakeEdits edits) {
        return leading((PoolEdits) edits);
    }

    static LiveLab leading() {
        return leading(new FakeEdits());
    }

    static LiveLab leading(PoolEdits edits) {
        LiveLab lab = new LiveLab(TestCertificates.fresh(), edits);
        lab.lead(EPOCH);
        return lab;
    }

    /** Another operator of the same installation, which leads from now on. */
    LiveLab successor() {
        LiveLab lab = new LiveLab(certificates, edits);
        closing.add(lab::close);
        lab.agents.startServing(EPOCH + 1);
        return lab;
    }

    /** Another operator of the same installation, which knows of that pool and waits to lead. */
    LiveLab heir() {
        LiveLab lab = new LiveLab(certificates, edits);
        closing.add(lab::close);
        lab.live.inherit(Set.of(POOL));
        return lab;
    }

    /** Leads from now on, as the successor. */
    LiveLab takeOver() {
        agents.startServing(EPOCH + 1);
        return this;
    }

    PoolRequests requests() {
        return agents.requests();
    }

    GroupMasters groups() {
        return groups;
    }

    private void lead(long epoch) {
        agents.startServing(epoch);
        declare();
        agents.masters().surveyed(POOL, Survey.ALL_THERE);
    }

    void declare() {
        declare("alpha");
    }

    void declare(String... hosts) {
        agents.masters().declare(POOL, TestAgents.terms(WhenFull.WAIT, hosts));
    }

    /** Its queue is as long as that, and waits for a minute. */
    void declare(int queueLimit) {
        agents.masters()
                .declare(
                        POOL,
                        TestAgents.terms(
                                new PlacementSettings(
                                        PlacementStrategy.LEAST_LOADED, WhenFull.WAIT, queueLimit, 60_000),
                                "alpha"));
    }

    /** The hosts were looked at, and that worker was there. */
    void expect(WorkerId worker) {
        agents.masters().workerExpected(POOL, worker);
        agents.masters().surveyed(POOL, Survey.ALL_THERE);
    }

    /** Until the operator knows that the stream of that worker broke. */
    void awaitSilence(WorkerId worker) {
        Awaitility.await()
                .until(() -> agents.masters().snapshot(POOL).stream()
                        .flatMap(snapshot -> snapshot.hosts().stream())
                        .anyMatch(host -> host.host().equals(worker.host())
                                && host.status().state() == HostState.SUSPECT));
    }

    public void lose(WorkerId worker) {
        agents.masters().workerGone(POOL, worker, GoneEvidence.POD_GONE);
    }

    void forgetPool() {
        agents.masters().forget(POOL);
    }

    static FakeWorker worker(WorkerId worker) {
        return new FakeWorker(
                new FakeWorker.Identity(POOL.namespace(), POOL.name(), worker.host(), worker.incarnation(), "pod"));
    }

    static FakeWorker worker() {
        return new FakeWorker(
                new FakeWorker.Identity(POOL.namespace(), POOL.name(), ALPHA.host(), ALPHA.incarnation(), "pod"));
    }

    public FakeWorker connected() throws Exception {
        return connected(worker());
    }

    FakeWorker connected(FakeWorker worker) throws Exception {
        return connected(POOL, worker);
    }

    /** The worker of a pool of the same name in another namespace, declared by that. */
    FakeWorker connectedIn(String namespace) throws Exception {
        PoolKey pool = new PoolKey(namespace, POOL.name());
        agents.masters().declare(pool, TestAgents.terms(WhenFull.WAIT, ALPHA.host()));
        agents.masters().surveyed(pool, Survey.ALL_THERE);
        return connected(
                pool,
                new FakeWorker(
                        new FakeWorker.Identity(namespace, pool.name(), ALPHA.host(), ALPHA.incarnation(), "pod")));
    }

    FakeWorker connected(PoolKey pool, FakeWorker worker) throws Exception {
        closing.add(worker::close);
        worker.connect(agents.listensOn(), certificates.caBundlePem());
        Awaitility.await()
                .until(() -> agents.masters().snapshot(pool).stream()
                        .flatMap(snapshot -> snapshot.hosts().stream())
                        .anyMatch(host -> host.status().state() == HostState.READY));
        return worker;
    }

    /** The next frame that the worker is sent of which that holds. */
    public static OperatorFrame awaited(FakeWorker worker, Predicate<OperatorFrame> which) throws InterruptedException {
        OperatorFrame frame = worker.frame();
        while (!which.test(frame)) {
            frame = worker.frame();
        }
        return frame;
    }

    FakeCaller caller() throws Exception {
        return caller("acme/runner");
    }

    FakeCaller caller(String token) throws Exception {
        return caller(agents.listensForCallersOn(), token);
    }

    private FakeCaller caller(int port, String token) throws Exception {
        FakeCaller caller = new FakeCaller(port, certificates.caBundlePem(), token);
        closing.add(caller::close);
        return caller;
    }

    /** One whose way to the operator that is. */
    FakeCaller callerBy(Line line) throws Exception {
        return caller(line.port(), "acme/runner");
    }

    Line line() throws IOException {
        Line line = new Line(agents.listensForCallersOn());
        closing.add(line::close);
        return line;
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
        agents.stopServing();
    }
}
