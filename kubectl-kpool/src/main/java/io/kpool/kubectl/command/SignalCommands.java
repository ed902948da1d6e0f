package io.kpool.kubectl.command;

import io.kpool.kubectl.wire.Pid;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Exit signals. */
final class SignalCommands {
    private SignalCommands() {}

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
            List<Pid> all = pids.stream().map(Pid::of).toList();
            all.forEach(pid -> {
                session.live().exit(pid, reason, message);
                session.out().println(reason + " sent to " + pid);
            });
            return 0;
        }
    }

    /** One that nobody traps. */
    @Command
    static final class Kill implements Call {
        @Parameters(arity = "1..*", paramLabel = "PID", description = "The processes.")
        List<String> pids;

        @Override
        public int run(Session session) {
            List<Pid> all = pids.stream().map(Pid::of).toList();
            all.forEach(pid -> {
                session.live().exit(pid, "killed", "");
                session.out().println(pid + " killed");
            });
            return 0;
        }
    }
}
