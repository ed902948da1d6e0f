package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;

/** Says how a process ended: its result on the output, anything else where warnings go. */
final class Epilogue {
    private Epilogue() {}

    /** What to exit with. */
    static int end(Session session, String process, JsonNode exit) {
        if (exit.hasNonNull("result")) {
            session.out().println(exit.path("result"));
        }
        if (!exit.path("reason").asText().equals("normal")) {
            session.say(process + " ended: " + Ends.sentence(exit));
        }
        return Ends.code(exit);
    }
}
