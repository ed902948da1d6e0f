package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What changes the hosts of a pool. */
final class HostCommands {
    private HostCommands() {}

    /** Hosts of a pool. */
    static final class Hosts {
        @Parameters(index = "0", paramLabel = "POOL", description = "The pool.")
        String pool;

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "HOST",
                description = "Hosts: with all of them it is done, or with none.")
        List<String> names;

        void change(Session session, String how) {
            ObjectNode body = Json.object();
            names.forEach(body.putArray("hosts")::add);
            session.live().change(pool, how, body);
        }

        void say(Session session, String word) {
            names.forEach(host -> session.out().println("host " + pool + "/" + host + " " + word));
        }
    }

    /** One host more. */
    @Command
    static final class Attach implements Call {
        @Parameters(index = "0", paramLabel = "POOL", description = "The pool.")
        String pool;

        @Parameters(
                index = "1",
                paramLabel = "NEW-HOST",
                description = "The host that somebody else starts; it is no error if it is let in.")
        String host;

        @Override
        public int run(Session session) {
            boolean before = session.live()
                    .change(pool, "attach", Json.object().put("host", host))
                    .path("alreadyAttached")
                    .asBoolean();
            session.out().println("host " + pool + "/" + host + (before ? " was attached before" : " may join"));
            return 0;
        }
    }

    /** Several hosts more. */
    @Command
    static final class Connect implements Call {
        @Parameters(index = "0", paramLabel = "POOL", description = "The pool.")
        String pool;

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "NEW-HOST",
                description = "New hosts that somebody else starts: all are let in, or none.")
        List<String> names;

        @Override
        public int run(Session session) {
            ObjectNode body = Json.object();
            names.forEach(body.putArray("hosts")::add);
            session.live().change(pool, "connect", body);
            names.forEach(host -> session.out().println("host " + pool + "/" + host + " may join"));
            return 0;
        }
    }

    /** Attached hosts less. */
    @Command
    static final class Disconnect implements Call {
        @Mixin
        Hosts hosts;

        @Override
        public int run(Session session) {
            hosts.change(session, "disconnect");
            hosts.say(session, "let go");
            return 0;
        }
    }

    /** Nothing new there. */
    @Command
    static final class Cordon implements Call {
        @Mixin
        Hosts hosts;

        @Override
        public int run(Session session) {
            hosts.change(session, "cordon");
            hosts.say(session, "cordoned");
            return 0;
        }
    }

    /** New processes there again. */
    @Command
    static final class Uncordon implements Call {
        @Mixin
        Hosts hosts;

        @Override
        public int run(Session session) {
            hosts.change(session, "uncordon");
            hosts.say(session, "uncordoned");
            return 0;
        }
    }
}
