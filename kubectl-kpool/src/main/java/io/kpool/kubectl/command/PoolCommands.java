package io.kpool.kubectl.command;

import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done with a pool as a whole. */
final class PoolCommands {
    private PoolCommands() {}

    /** More or fewer elastic hosts. */
    @Command
    static final class Scale implements Call {
        @Parameters(paramLabel = "POOL", description = "The pool.")
        String pool;

        @Option(
                names = "--replicas",
                required = true,
                paramLabel = "NUMBER",
                description = "How many elastic hosts, r0, r1 …, it is to have.")
        int replicas;

        @Override
        public int run(Session session) {
            if (replicas < 0) {
                throw Failure.usage("--replicas " + replicas + " is too few");
            }
            String namespace = session.namespace();
            try {
                session.resources().scale(namespace, pool, replicas);
            } catch (Refusal e) {
                throw e.notFound() ? noSuchPool(namespace, pool) : e;
            }
            session.out().println("nodepool.kpool.io/" + pool + " scaled to " + replicas);
            return 0;
        }
    }

    /** The end of a pool. */
    @Command
    static final class Stop implements Call {
        @Parameters(paramLabel = "POOL", description = "The pool, which is deleted: all that runs there ends.")
        String pool;

        @Option(
                names = "--timeout",
                paramLabel = "DURATION",
                description = "How long to wait at most; 0: without end. Then it exits with 124.")
        String timeout = "0";

        @Override
        public int run(Session session) throws InterruptedException {
            Patience patience = Patience.of(session, timeout);
            String namespace = session.namespace();
            try {
                session.resources().deletePool(namespace, pool);
            } catch (Refusal e) {
                throw e.notFound() ? noSuchPool(namespace, pool) : e;
            }
            while (isThere(session, namespace)) {
                patience.pause("nodepool.kpool.io/" + pool + " is being deleted");
            }
            session.out().println("nodepool.kpool.io/" + pool + " stopped");
            return 0;
        }

        private boolean isThere(Session session, String namespace) {
            try {
                session.resources().pool(namespace, pool);
                return true;
            } catch (Refusal e) {
                if (e.notFound()) {
                    return false;
                }
                throw e;
            }
        }
    }

    private static Failure noSuchPool(String namespace, String pool) {
        return Failure.of("there is no pool " + namespace + "/" + pool);
    }
}
