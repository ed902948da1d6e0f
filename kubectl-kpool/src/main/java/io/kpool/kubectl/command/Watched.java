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
        JsonNode process;
        try (Interruption _ = Interruption.then(session, () -> session.say(pid + " runs on"))) {
            process = ended(pid);
        }
        Pid last = pid(process, pid);
        try {
            session.out().writeBytes(session.live().log(last));
        } catch (Failure e) {
            session.say("the output of " + last + " cannot be read: " + e.getMessage());
        }
        return Epilogue.end(session, last.toString(), process.path("exit"));
    }

    /** Until its end, with its output, and that of each further attempt. */
    int attached() throws InterruptedException {
        Pid attempt = started();
        JsonNode process = attempt(attempt);
        while (!pid(process, attempt).equals(attempt)) {
            attempt = pid(process, attempt);
            process = attempt(attempt);
        }
        return Epilogue.end(session, attempt.toString(), process.path("exit"));
    }

    /** How it is after that attempt: it has ended, or there is another. */
    private JsonNode attempt(Pid pid) throws InterruptedException {
        session.say(pid.toString());
        try (Interruption _ = Interruption.then(session, () -> part(pid))) {
            follow(pid);
            JsonNode process = start.ended();
            while (!process.has("exit") && pid(process, pid).equals(pid)) {
                patience.pause(pid + " runs on");
                process = start.ended();
            }
            return process;
        }
    }

    /** On a thread of its own: while nothing is printed, nothing ends the reading of it. */
    private void follow(Pid pid) throws InterruptedException {
        var following = new FutureTask<>(() -> output(pid));
        Thread.ofPlatform().daemon().start(following);
        if (patience.await(following, pid + " runs on") == Output.End.CUT) {
            session.say("the output was cut off; waiting for the end of " + pid);
        }
    }

    private Output.End output(Pid pid) {
        try {
            return Output.follow(session.live(), pid, session.out());
        } catch (Failure e) {
            session.say("the output of " + pid + " cannot be read: " + e.getMessage());
            return Output.End.UNREAD;
        }
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

    /** As it is when no attempt follows. */
    private JsonNode ended(Pid pid) throws InterruptedException {
        JsonNode process = start.ended();
        while (!process.has("exit")) {
            patience.pause(pid + " runs on");
            process = start.ended();
        }
        return process;
    }

    private static Pid pid(JsonNode process, Pid otherwise) {
        return process.has("pid") ? Pid.of(process.path("pid").asText()) : otherwise;
    }

    private void part(Pid pid) {
        try {
            start.stop(pid);
            Patience parting = Patience.of(session, PARTING, "");
            JsonNode process = start.look(pid);
            while (!process.has("exit") && !parting.over()) {
                parting.pause("");
                process = start.look(pid);
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
