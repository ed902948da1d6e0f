package io.kpool.kubectl;

import io.kpool.kubectl.command.Call;
import io.kpool.kubectl.command.Commands;
import io.kpool.kubectl.command.Root;
import io.kpool.kubectl.command.Session;
import io.kpool.kubectl.command.Surroundings;
import io.kpool.kubectl.command.VersionCommand;
import io.kpool.kubectl.complete.Completion;
import io.kpool.kubectl.wire.Failure;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code kubectl kpool}: understands the command line, runs a command, and says in one sentence what went wrong. */
public final class Main {
    /** What shells ask, in the words of those that kubectl uses itself. */
    static final String COMPLETE = "__complete";

    /** What is passed on as it is, and may be empty. */
    private static final Set<String> TEXTS = Set.of("WORD", "ARGUMENT", "MESSAGE", "TEXT");

    private Main() {}

    /** @param arguments as on the command line */
    public static void main(String[] arguments) {
        // A request that failed half-way is not sent again behind our back: it may have started a process.
        System.setProperty("sun.net.http.retryPost", "false");
        PrintStream out = stream(FileDescriptor.out, Flushing.WHEN_FULL);
        int code = run(Surroundings.ofProcess(out, stream(FileDescriptor.err, Flushing.EACH_LINE)), arguments);
        out.flush();
        System.exit(code);
    }

    private enum Flushing {
        WHEN_FULL,
        EACH_LINE
    }

    private static PrintStream stream(FileDescriptor descriptor, Flushing flushing) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)),
                flushing == Flushing.EACH_LINE,
                StandardCharsets.UTF_8);
    }

    /**
     * Does what a command line says.
     *
     * @return the exit code
     */
    public static int run(Surroundings surroundings, String... arguments) {
        List<String> words = Arrays.asList(arguments);
        if (words.isEmpty() || List.of("-h", "--help", "help").contains(words.getFirst()) && words.size() == 1) {
            Usage.lines().forEach(surroundings.out()::println);
            return 0;
        }
        // Nothing of it has to be understood, and what understands takes longer than all the rest.
        if (words.equals(List.of("version", "--client"))) {
            surroundings.out().println("kubectl-kpool " + VersionCommand.version());
            return 0;
        }
        if (words.getFirst().equals(COMPLETE)) {
            return Completion.run(surroundings, words.subList(1, words.size()));
        }
        try {
            return understood(surroundings, words);
        } catch (Failure e) {
            return failed(surroundings, e);
        } catch (ParameterException e) {
            return misunderstood(surroundings, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Failure.FAILED;
        } catch (RuntimeException e) {
            return broken(surroundings, e);
        }
    }

    private static int understood(Surroundings surroundings, List<String> words) throws InterruptedException {
        List<String> asked = words.getFirst().equals("help") ? List.of(words.get(1), "--help") : words;
        Root root = new Root();
        CommandLine line = Commands.lineFor(root, asked.toArray(String[]::new));
        if (line.getSubcommands().isEmpty()) {
            throw unknown(asked);
        }
        ParseResult parsed = line.parseArgs(asked.toArray(String[]::new));
        if (!parsed.hasSubcommand()) {
            throw unknown(asked);
        }
        CommandLine chosen = parsed.subcommand().commandSpec().commandLine();
        if (parsed.isUsageHelpRequested() || chosen.isUsageHelpRequested()) {
            chosen.usage(surroundings.out());
            return 0;
        }
        refuseEmpty(parsed.subcommand());
        return chosen.<Call>getCommand().run(new Session(root, surroundings));
    }

    /** An empty word where a name is meant is a variable that was not set, and would name everything there is. */
    private static void refuseEmpty(ParseResult parsed) {
        for (ArgSpec argument : parsed.matchedArgs()) {
            if (!argument.inherited()
                    && !TEXTS.contains(argument.paramLabel())
                    && argument.stringValues().contains("")) {
                throw Failure.usage(argument.paramLabel() + " is empty: say which one");
            }
        }
    }

    private static Failure unknown(List<String> words) {
        String word = new CommandLine(new Root())
                        .setExpandAtFiles(false)
                        .setUnmatchedArgumentsAllowed(true)
                        .parseArgs(words.toArray(String[]::new))
                        .unmatched()
                        .stream()
                        .filter(each -> !each.startsWith("-"))
                        .findFirst()
                        .orElse("");
        if (word.isEmpty()) {
            return Failure.usage("which command? kubectl kpool --help lists them");
        }
        List<String> like = Commands.like(word);
        return Failure.usage("there is no command \"" + word + "\""
                + (like.isEmpty()
                        ? "; kubectl kpool --help lists them"
                        : ": did you mean " + String.join(", ", like) + "?"));
    }

    private static int failed(Surroundings surroundings, Failure e) {
        surroundings.out().flush();
        surroundings.err().println("error: " + e.getMessage());
        return e.code();
    }

    /** A bug of ours, as can be passed on: what the exception itself says may quote a credential. */
    static int broken(Surroundings surroundings, RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0];
        return failed(
                surroundings,
                Failure.of("this should not have happened, please report it: "
                        + e.getClass().getName() + where));
    }

    private static int misunderstood(Surroundings surroundings, ParameterException e) {
        String name = e.getCommandLine().getCommandName();
        String command = e.getCommandLine().getParent() == null ? "" : " " + name;
        String message = e.getMessage().lines().findFirst().orElse("");
        surroundings.err().println("error: " + message + "; see kubectl kpool" + command + " --help");
        return Failure.USAGE;
    }
}
