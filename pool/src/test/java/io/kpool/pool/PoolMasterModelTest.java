package io.kpool.pool;

import io.kpool.pool.HostSettings.Admission;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Anything may happen in any order: what must never happen does not, and in the end everything has ended once. */
class PoolMasterModelTest {

    private enum Kind {
        ASK,
        RECORD,
        RECEIVE,
        START,
        END,
        HEAR,
        REPORT,
        CUT,
        CONNECT,
        KILL,
        REPLACE,
        PASS,
        ADMIT,
        RESIZE,
        STRATEGY,
        WANT,
        DROP,
        STOP,
        LEADER
    }

    private record Step(Kind kind, int host, int choice) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(12, Kind.ASK),
                Tuple.of(10, Kind.RECORD),
                Tuple.of(10, Kind.RECEIVE),
                Tuple.of(8, Kind.START),
                Tuple.of(5, Kind.END),
                Tuple.of(14, Kind.HEAR),
                Tuple.of(6, Kind.REPORT),
                Tuple.of(2, Kind.CUT),
                Tuple.of(6, Kind.CONNECT),
                Tuple.of(1, Kind.KILL),
                Tuple.of(2, Kind.REPLACE),
                Tuple.of(3, Kind.PASS),
                Tuple.of(2, Kind.ADMIT),
                Tuple.of(1, Kind.RESIZE),
                Tuple.of(1, Kind.STRATEGY),
                Tuple.of(2, Kind.WANT),
                Tuple.of(1, Kind.DROP),
                Tuple.of(2, Kind.STOP),
                Tuple.of(1, Kind.LEADER));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 59))
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(250);
    }

    @Property(tries = 1_000)
    void holdsWhateverHappens(@ForAll("steps") List<Step> steps) {
        SimulatedCluster cluster = new SimulatedCluster();
        steps.forEach(step -> happen(cluster, step));
        cluster.settle();
    }

    private static void happen(SimulatedCluster cluster, Step step) {
        String host = SimulatedCluster.HOSTS.get(step.host);
        int choice = step.choice;
        switch (step.kind) {
            case ASK -> cluster.ask(choice);
            case RECORD -> cluster.record();
            case RECEIVE -> cluster.worker(host).receive(choice);
            case START -> cluster.worker(host).startOne(choice);
            case END -> cluster.worker(host).endOne(choice);
            case HEAR -> cluster.hear(host, 1 + choice % 6);
            case REPORT -> cluster.worker(host).report();
            case CUT -> cluster.cut(host);
            case CONNECT -> cluster.connect(host);
            case KILL -> cluster.kill(host, GoneEvidence.values()[choice % 2]);
            case REPLACE -> cluster.replaceWorker(host);
            case PASS -> cluster.pass(100L * choice);
            case ADMIT -> cluster.change(it -> it.admit(host, Admission.values()[choice % 3]));
            case RESIZE -> cluster.change(it -> it.resize(host, 1 + choice % 3));
            case STRATEGY -> cluster.change(it -> it.place(PlacementStrategy.values()[choice % 3]));
            case WANT -> cluster.change(it -> it.want(host));
            case DROP -> cluster.change(it -> it.drop(host));
            case STOP -> cluster.stop(choice);
            case LEADER -> cluster.changeLeader();
        }
    }
}
