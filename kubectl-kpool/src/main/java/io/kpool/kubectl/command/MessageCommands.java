package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Live;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Messages to processes, and functions that are run for their result. */
final class MessageCommands {
    private static final Pattern HOST = Pattern.compile("([a-z0-9-]+)/([a-z0-9-]+)");

    private MessageCommands() {}

    /** How long an answer is waited for. */
    static final class Wait {
        @Option(
                names = "--timeout",
                paramLabel = "DURATION",
                description = "How long to wait for the answer: 1s to 50s.")
        String timeout = "5s";

        int seconds() {
            Duration duration = Root.duration("--timeout", timeout);
            if (duration.toSeconds() < 1 || duration.toSeconds() > Live.LONGEST_WAIT) {
                throw Failure.usage("--timeout " + timeout + " cannot be waited for: say 1s to 50s");
            }
            return (int) duration.toSeconds();
        }
    }

    /** What is said to whom. */
    static final class Letter {
        @Parameters(
                index = "0",
                paramLabel = "PID|NAME",
                description = "A process, or a name: one of those who have it.")
        String target;

        @Parameters(
                index = "1",
                paramLabel = "MESSAGE",
                description = "JSON; what is none is a text; -: from the input.")
        String message;

        JsonNode content(Session session) {
            if (!message.equals("-")) {
                return Json.value(message);
            }
            try {
                return Json.value(
                        new String(session.surroundings().in().readAllBytes(), StandardCharsets.UTF_8).strip());
            } catch (IOException e) {
                throw Failure.of("the input cannot be read");
            }
        }
    }

    /** A message that is answered. */
    @Command
    static final class Call implements io.kpool.kubectl.command.Call {
        @Mixin
        Letter letter;

        @Mixin
        Wait wait;

        @Override
        public int run(Session session) {
            ObjectNode body = Json.object().put("timeoutSeconds", wait.seconds());
            body.set("message", letter.content(session));
            session.out()
                    .println(session.live().send(letter.target, "call", body).path("answer"));
            return 0;
        }
    }

    /** A message that is not answered. */
    @Command
    static final class Cast implements io.kpool.kubectl.command.Call {
        @Mixin
        Letter letter;

        @Override
        public int run(Session session) {
            ObjectNode body = Json.object();
            body.set("message", letter.content(session));
            String pid =
                    session.live().send(letter.target, "cast", body).path("pid").asText(letter.target);
            session.out().println("sent to " + pid);
            return 0;
        }
    }

    /** A function elsewhere. */
    @Command
    static final class Rpc implements io.kpool.kubectl.command.Call {
        @Parameters(
                index = "0",
                paramLabel = "POOL/HOST|NAME",
                description = "A host, or a name: the first of the hosts where somebody has it.")
        String target;

        @Parameters(index = "1", paramLabel = "MODULE:FUNCTION", description = "A static function.")
        String function;

        @Parameters(
                index = "2..*",
                paramLabel = "ARGUMENT",
                description = "Its arguments, after -- if one begins with a dash: JSON; what is none is a text.")
        List<String> arguments = new ArrayList<>();

        @Option(
                names = "--callback",
                paramLabel = "MODULE:FUNCTION",
                description = "A function of one argument, called there with the result before it is told.")
        String callback = "";

        @Mixin
        Wait wait;

        @Override
        public int run(Session session) {
            ObjectNode body = Json.object().put("timeoutSeconds", wait.seconds());
            body.set("java", Json.java(function, arguments));
            if (!callback.isEmpty()) {
                body.put("callback", callback);
            }
            Matcher host = HOST.matcher(target);
            Live live = session.live();
            JsonNode answer =
                    host.matches() ? live.hostRpc(host.group(1), host.group(2), body) : live.nameRpc(target, body);
            if (answer.hasNonNull("result")) {
                session.out().println(answer.path("result"));
            }
            return 0;
        }
    }
}
