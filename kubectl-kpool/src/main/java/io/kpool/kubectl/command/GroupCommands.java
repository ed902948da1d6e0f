package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Live;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who is in a group, and who is called by a name. */
final class GroupCommands {
    private static final String HOST_FORM = "[^/]+/[^/]+";

    private GroupCommands() {}

    /** The members of a group. */
    @Command
    static final class Members implements Call {
        @Parameters(paramLabel = "GROUP", description = "The group.")
        String group;

        @Option(names = "--host", paramLabel = "POOL/HOST", description = "Only those on that host.")
        String host = "";

        @Mixin
        Printing printing;

        @Override
        public int run(Session session) {
            printing.check();
            print(session, printing, session.live().members(group, checked(host)));
            return 0;
        }
    }

    /** One member of a group. */
    @Command
    static final class Closest implements Call {
        @Parameters(paramLabel = "GROUP", description = "The group.")
        String group;

        @Option(names = "--host", paramLabel = "POOL/HOST", description = "Of that host, if it has a member.")
        String host = "";

        @Override
        public int run(Session session) {
            session.out().println(session.live().closest(group, checked(host)));
            return 0;
        }
    }

    /** Who is called so. */
    @Command
    static final class Whereis implements Call {
        @Parameters(paramLabel = "NAME", description = "The name.")
        String name;

        @Mixin
        Printing printing;

        @Override
        public int run(Session session) {
            printing.check();
            List<String> pids = session.live().whereis(name);
            if (pids.isEmpty()) {
                throw Failure.of("nobody is registered as \"" + name + "\" in namespace " + session.namespace());
            }
            print(session, printing, pids);
            return 0;
        }
    }

    /** Makes a member. */
    @Command
    static final class Join implements Call {
        @Parameters(index = "0", paramLabel = "GROUP", description = "The group.")
        String group;

        @Parameters(index = "1", paramLabel = "PID", description = "The process; once more if it is a member.")
        String pid;

        @Override
        public int run(Session session) {
            session.live().membership(group, "join", pid);
            session.out().println(pid + " joined " + group);
            return 0;
        }
    }

    /** Takes a membership back. */
    @Command
    static final class Leave implements Call {
        @Parameters(index = "0", paramLabel = "GROUP", description = "The group.")
        String group;

        @Parameters(index = "1", paramLabel = "PID", description = "The process; one membership is taken back.")
        String pid;

        @Override
        public int run(Session session) {
            session.live().membership(group, "leave", pid);
            session.out().println(pid + " left " + group);
            return 0;
        }
    }

    /** Makes a group. */
    @Command
    static final class Create implements Call {
        @Parameters(paramLabel = "NEW-GROUP", description = "The group; it is no error if it is there.")
        String group;

        @Override
        public int run(Session session) {
            session.live().createGroup(group);
            session.out().println("group " + group + " is there");
            return 0;
        }
    }

    /** Removes a group. */
    @Command
    static final class Delete implements Call {
        @Parameters(paramLabel = "GROUP", description = "The group; its members live on.")
        String group;

        @Override
        public int run(Session session) {
            Live live = session.live();
            if (!live.groups().contains(group)) {
                throw Failure.of("there is no group \"" + group + "\" in namespace " + session.namespace());
            }
            live.deleteGroup(group);
            session.out().println("group " + group + " deleted");
            return 0;
        }
    }

    private static String checked(String host) {
        if (!host.isEmpty() && !host.matches(HOST_FORM)) {
            throw Failure.usage("--host " + host + " is no host: say POOL/HOST");
        }
        return host;
    }

    private static void print(Session session, Printing printing, List<String> pids) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        pids.forEach(answer.putArray("pids")::add);
        printing.one(session, answer, pids);
    }
}
