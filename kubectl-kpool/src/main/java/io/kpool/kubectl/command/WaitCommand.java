package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Pid;
import io.kpool.kubectl.wire.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits until a process has ended, or until a pool is ready. */
@Command
final class WaitCommand implements Call {
    @Parameters(
            paramLabel = "PID|POOL",
            description = "A process, whose end is waited for; or a pool, which is to be ready.")
    String target;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait at most; 0: without end. Then it exits with 124.")
    String timeout = "0";

    @Override
    public int run(Session session) throws InterruptedException {
        Patience patience = Patience.of(session, timeout);
        if (!target.contains("/")) {
            return pool(session, patience);
        }
        Pid pid = Pid.of(target);
        JsonNode exit;
        try (Interruption _ = Interruption.then(session, () -> session.say(pid + " runs on"))) {
            exit = exit(session, pid, patience);
        }
        return Epilogue.end(session, pid.toString(), exit);
    }

    private static JsonNode exit(Session session, Pid pid, Patience patience) throws InterruptedException {
        Absence absence = new Absence(session.surroundings().clock());
        JsonNode process = session.live().process(pid);
        while (!process.has("exit")) {
            patience.pause(pid + " has not ended yet");
            process = absence.bridged(() -> session.live().process(pid)).orElse(process);
        }
        return process.path("exit");
    }

    private int pool(Session session, Patience patience) throws InterruptedException {
        String namespace = session.namespace();
        while (true) {
            JsonNode condition = Kind.condition(resource(session, namespace), "Ready");
            if (condition.path("status").asText().equals("True")) {
                session.out().println("nodepool.kpool.io/" + target + " is ready");
                return 0;
            }
            patience.pause("pool " + namespace + "/" + target + " is not ready: " + HostRow.why(condition));
        }
    }

    private JsonNode resource(Session session, String namespace) {
        try {
            return session.resources().pool(namespace, target);
        } catch (Refusal e) {
            throw e.notFound() ? Failure.of("there is no pool " + namespace + "/" + target) : e;
        }
    }
}
