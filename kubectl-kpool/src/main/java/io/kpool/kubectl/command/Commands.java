package io.kpool.kubectl.command;

import io.kpool.kubectl.command.Entry.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The table of commands. Only those that are named are made: reading the options of all of them takes time. */
public final class Commands {
    private static final List<Entry> ALL = List.of(
            look("get", "pools, hosts, processes, groups or names", GetCommand::new),
            look("status", "a pool as a tree: hosts, processes, and why something is not well", StatusCommand::new),
            look("top", "hosts by load, and what runs on them", TopCommand::new),
            look("explain", "which host the next process would get, and why", ExplainCommand::new),
            look("logs", "what a process printed", LogsCommand::new),
            look("wait", "until a process has ended, or a pool is ready", WaitCommand::new),
            processes("spawn", "start a process on the host with the least load", SpawnCommand::new),
            processes("call", "send a message, and wait for the answer", MessageCommands.Call::new),
            processes("cast", "send a message", MessageCommands.Cast::new),
            processes("rpc", "run a function on a host, for its result", MessageCommands.Rpc::new),
            processes("whereis", "who is registered under a name", GroupCommands.Whereis::new),
            processes("exit", "send an exit signal, which a process may trap", SignalCommands.Exit::new),
            processes("kill", "end a process, which cannot trap that", SignalCommands.Kill::new),
            groups("members", "who is in a group", GroupCommands.Members::new),
            groups("closest", "one member, of a host if it has one", GroupCommands.Closest::new),
            groups("join", "make a process a member", GroupCommands.Join::new),
            groups("leave", "take a membership back", GroupCommands.Leave::new),
            groups("create-group", "make a group", GroupCommands.Create::new),
            groups("delete-group", "remove a group; its members live on", GroupCommands.Delete::new),
            pools("attach", "let a host in that somebody else starts", HostCommands.Attach::new),
            pools("connect", "let several new hosts in, all or none", HostCommands.Connect::new),
            pools("disconnect", "let attached hosts go", HostCommands.Disconnect::new),
            pools("cordon", "nothing new goes to these hosts", HostCommands.Cordon::new),
            pools("uncordon", "they get new processes again", HostCommands.Uncordon::new),
            pools("drain", "cordon hosts, and wait until nothing runs there", DrainCommand::new),
            pools("scale", "set how many elastic hosts a pool has", PoolCommands.Scale::new),
            pools("stop", "delete a pool, which ends all that runs there", PoolCommands.Stop::new),
            plugin("check", "whether cluster, rights and clocks are as they have to be", CheckCommand::new),
            plugin(
                    "report",
                    "a file for a bug report: resources without secrets, logs as they are",
                    ReportCommand::new),
            plugin("completion", "a script for the shell's completion", CompletionCommand::new),
            plugin("version", "of plugin and cluster", VersionCommand::new));

    private static final int WIDTH = 120;

    private Commands() {}

    /** All of them, in the order of the help. */
    public static List<Entry> all() {
        return ALL;
    }

    /** The command of that name. */
    public static Optional<Entry> named(String name) {
        return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** For a command line: with those commands that it names. */
    public static CommandLine lineFor(Root root, String... arguments) {
        Set<String> words = Arrays.stream(arguments).collect(Collectors.toSet());
        CommandLine line = new CommandLine(root);
        ALL.stream().filter(entry -> words.contains(entry.name())).forEach(entry -> add(line, entry));
        // A word that begins with @ is a word, and not the name of a file with more of them.
        return line.setExpandAtFiles(false);
    }

    private static void add(CommandLine line, Entry entry) {
        CommandLine command = new CommandLine(entry.maker().get());
        line.addSubcommand(entry.name(), command);
        CommandSpec spec = command.getCommandSpec();
        String words = spec.positionalParameters().stream()
                .map(Commands::synopsis)
                .distinct()
                .collect(Collectors.joining());
        spec.usageMessage()
                .description(sentence(entry.words()))
                .customSynopsis("kubectl kpool " + entry.name() + " [OPTION…]" + words)
                .sortOptions(false)
                .width(WIDTH);
    }

    private static String synopsis(PositionalParamSpec parameter) {
        boolean several = parameter.arity().max() > 1
                || parameter.index().max() > parameter.index().min();
        String word = parameter.paramLabel() + (several ? "…" : "");
        return parameter.required() ? " " + word : " [" + word + "]";
    }

    /** Those that are written almost so. */
    public static List<String> like(String name) {
        List<String> like = new ArrayList<>();
        for (Entry entry : ALL) {
            if (entry.name().startsWith(name) || distance(entry.name(), name) <= 2) {
                like.add(entry.name());
            }
        }
        return like;
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[right.length()];
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static Entry look(String name, String words, Supplier<Call> maker) {
        return new Entry(name, Section.LOOK, words, maker);
    }

    private static Entry processes(String name, String words, Supplier<Call> maker) {
        return new Entry(name, Section.PROCESSES, words, maker);
    }

    private static Entry groups(String name, String words, Supplier<Call> maker) {
        return new Entry(name, Section.GROUPS, words, maker);
    }

    private static Entry pools(String name, String words, Supplier<Call> maker) {
        return new Entry(name, Section.POOLS, words, maker);
    }

    private static Entry plugin(String name, String words, Supplier<Call> maker) {
        return new Entry(name, Section.PLUGIN, words, maker);
    }
}
