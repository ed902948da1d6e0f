package io.kpool.kubectl.command;

import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Pid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a process printed. */
@Command
final class LogsCommand implements Call {
    @Parameters(paramLabel = "PID", description = "The process, also one that ended of late.")
    String pid;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what it prints, until it ends.")
    boolean follow;

    @Option(
            names = "--tail",
            paramLabel = "LINES",
            description = "Begin with so many of the last lines; -1: all that is kept.")
    int tail = -1;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description =
                    "Only what was printed since then: 10s, 5m, 1h. It is read from the log of the host's pod, which"
                            + " takes get pods/log. Not together with -f.")
    String since = "";

    @Override
    public int run(Session session) {
        Pid process = Pid.of(pid);
        if (follow && !since.isEmpty()) {
            throw Failure.usage("--since and --follow do not go together");
        }
        if (follow) {
            return follow(session, process);
        }
        byte[] printed = since.isEmpty() ? session.live().log(process) : recent(session, process);
        int begin = begin(printed);
        session.out().write(printed, begin, printed.length - begin);
        return 0;
    }

    private byte[] recent(Session session, Pid process) {
        long seconds = Root.duration("--since", since).toSeconds();
        return WorkerLines.of(session, process, Math.max(1, seconds)).getBytes(StandardCharsets.UTF_8);
    }

    private int follow(Session session, Pid process) {
        Output.End end =
                Output.copy(tail < 0 ? session.live().follow(process) : fromTail(session, process), session.out());
        if (end == Output.End.CUT) {
            throw Failure.of("the output of " + process + " was cut off; the process may run on");
        }
        return 0;
    }

    /** The kept part comes first and in one piece as long as nothing else is printed: what is left out of it is counted there. */
    private InputStream fromTail(Session session, Pid process) {
        int skipped = begin(session.live().log(process));
        InputStream stream = session.live().follow(process);
        try {
            stream.skipNBytes(skipped);
            return stream;
        } catch (IOException e) {
            throw Failure.of("the output of " + process + " was cut off; the process may run on");
        }
    }

    private int begin(byte[] printed) {
        return tail < 0 ? 0 : beginOfLast(printed, tail);
    }

    /** Where the last lines begin. */
    static int beginOfLast(byte[] printed, int lines) {
        int begin = printed.length;
        int left = lines;
        while (begin > 0 && left > 0) {
            // The end of the last line is no line's begin.
            begin--;
            while (begin > 0 && printed[begin - 1] != '\n') {
                begin--;
            }
            left--;
        }
        return begin;
    }
}
