package io.kpool.kubectl.command;

import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Pid;
import io.kpool.kubectl.wire.Refusal;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Exit signals. */
final class SignalCommands {
    private SignalCommands() {}

    /** What is refused for one is done for the others all the same, as kubectl does. */
    private static int each(Session session, List<String> pids, Consumer<Pid> signal) {
        int code = 0;
        for (Pid pid : pids.stream().map(Pid::of).toList()) {
            try {
                signal.accept(pid);
            } catch (Refusal e) {
                session.say("error: " + e.getMessage());
                code = Failure.FAILED;
            }
        }
        return code;
    }

    /** A signal that processes may trap. */
    @Command
    static final class Exit implements Call {
        @Parameters(arity = "1..*", paramLabel = "PID", description = "The processes.")
        List<String> pids;

        @Option(
                names = "--reason",
                paramLabel = "REASON",
                description = "Why; shutdown if left out, which asks it to end.")
        String reason = "shutdown";

        @Option(
                names = "--message",
                paramLabel = "TEXT",
                description = "Why, for a person; with reason exit it is the reason itself.")
        String message = "";

        @Override
        public int run(Session session) {
            return each(session, pids, pid -> {
                session.live().exit(pid, reason, message);
                session.out().println(reason + " sent to " + pid);
            });
        }
    }

    /** One that nobody traps. */
    @Command
    static final class Kill implements Call {
        @Parameters(arity = "1..*", paramLabel = "PID", description = "The processes.")
        List<String> pids;

        @Override
        public int run(Session session) {
            return each(session, pids, pid -> {
                session.live().exit(pid, "killed", "");
                session.out().println(pid + " killed");
            });
        }
    }
}
