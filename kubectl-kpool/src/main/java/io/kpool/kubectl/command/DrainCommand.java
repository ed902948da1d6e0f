package io.kpool.kubectl.command;

import io.kpool.kubectl.wire.Live;
import io.kpool.kubectl.wire.Pid;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes hosts out of service: nothing new goes there, and what runs there ends. */
@Command
final class DrainCommand implements Call {
    @Mixin
    HostCommands.Hosts hosts;

    @Option(
            names = "--grace-period",
            paramLabel = "DURATION",
            description =
                    "How long processes may go on by themselves before they are asked to shut down; 0: they are asked"
                            + " at once.")
    String grace = "30s";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait at most; 0: without end. Then it exits with 124.")
    String timeout = "0";

    @Override
    public int run(Session session) throws InterruptedException {
        Patience patience = Patience.of(session, timeout);
        Duration mayGoOn = Root.duration("--grace-period", grace);
        Patience waiting =
                Patience.of(session, mayGoOn.isZero() ? Duration.ofNanos(1) : mayGoOn, "--grace-period " + grace);
        hosts.change(session, "cordon");
        hosts.say(session, "cordoned");
        try (Interruption _ =
                Interruption.then(session, () -> session.say("the hosts stay cordoned; what runs there runs on"))) {
            return empty(session, waiting, patience);
        }
    }

    private int empty(Session session, Patience waiting, Patience patience) throws InterruptedException {
        Absence absence = new Absence(session.surroundings().clock());
        boolean asked = false;
        List<Pid> left = running(session.live());
        while (!left.isEmpty()) {
            if (!asked && waiting.over()) {
                asked = true;
                left.forEach(pid -> session.live().exit(pid, "shutdown", "its host is drained"));
                session.say("asked " + left.size() + " to shut down");
            }
            patience.pause("still running: " + left.getFirst() + " and " + (left.size() - 1) + " more");
            left = absence.bridged(() -> running(session.live())).orElse(left);
        }
        hosts.say(session, "drained");
        return 0;
    }

    private List<Pid> running(Live live) {
        return live.processes(hosts.pool).stream()
                .filter(process -> !process.path("state").asText().equals("Ended"))
                .map(process -> process.path("pid").asText(""))
                .filter(Pid::is)
                .map(Pid::of)
                .filter(pid -> hosts.names.contains(pid.host()))
                .toList();
    }
}
