package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Pid;
import java.time.Duration;
import java.util.concurrent.FutureTask;

/** A process that was just asked for, and how far this command goes along with it. */
final class Watched {
    /** How long Ctrl-C waits for the end that it asks for. */
    private static final Duration PARTING = Duration.ofSeconds(8);

    private final Session session;
    private final Start start;
    private final Patience patience;

    Watched(Session session, Start start, Patience patience) {
        this.session = session;
        this.start = start;
        this.patience = patience;
    }

    /** Until it has its pid, which is printed. */
    int left() throws InterruptedException {
        session.out().println(started());
        return 0;
    }

    /** Until its end. */
    int waited() throws InterruptedException {
        Pid pid = started();
        session.say(pid.toString());
        try (Interruption _ = Interruption.then(session, () -> session.say(pid + " runs on"))) {
            JsonNode exit = exit(pid);
            session.out().writeBytes(session.live().log(pid));
            return Epilogue.end(session, pid.toString(), exit);
        }
    }

    /** Until its end, with its output. */
    int attached() throws InterruptedException {
        Pid pid = started();
        session.say(pid.toString());
        try (Interruption _ = Interruption.then(session, () -> part(pid))) {
            Output.End end = followed(pid);
            if (end == Output.End.CUT) {
                session.say("the output was cut off; waiting for the end of " + pid);
            }
            return Epilogue.end(session, pid.toString(), exit(pid));
        }
    }

    /** On a thread of its own: while nothing is printed, nothing ends the reading of it. */
    private Output.End followed(Pid pid) throws InterruptedException {
        var following = new FutureTask<>(() -> Output.follow(session.live(), pid, session.out()));
        Thread.ofPlatform().daemon().start(following);
        return patience.await(following, pid + " runs on");
    }

    private Pid started() throws InterruptedException {
        try (Interruption _ = Interruption.then(session, () -> session.say(start.unattended()))) {
            JsonNode process = start.started();
            while (!process.has("pid")) {
                if (process.has("exit")) {
                    throw Failure.of("it did not start: " + Ends.sentence(process.path("exit")));
                }
                patience.pause(start.unattended());
                process = start.started();
            }
            return Pid.of(process.path("pid").asText());
        }
    }

    private JsonNode exit(Pid pid) throws InterruptedException {
        JsonNode process = start.ended();
        while (!process.has("exit")) {
            patience.pause(pid + " runs on");
            process = start.ended();
        }
        return process.path("exit");
    }

    private void part(Pid pid) {
        try {
            session.live().exit(pid, "shutdown", "Ctrl-C");
            Patience parting = Patience.of(session, PARTING, "");
            JsonNode process = session.live().process(pid);
            while (!process.has("exit") && !parting.over()) {
                parting.pause("");
                process = session.live().process(pid);
            }
            session.say(
                    process.has("exit")
                            ? pid + " ended: " + Ends.sentence(process.path("exit"))
                            : pid + " was asked to shut down and still runs; kubectl kpool kill " + pid + " ends it");
        } catch (Failure e) {
            session.say(pid + " may run on: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
