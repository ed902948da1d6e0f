package io.kpool.kubectl.complete;

import io.kpool.kubectl.command.Commands;
import io.kpool.kubectl.command.Entry;
import io.kpool.kubectl.command.Root;
import io.kpool.kubectl.command.Session;
import io.kpool.kubectl.command.Surroundings;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Answers a shell in the form that kubectl expects of {@code kubectl_complete-kpool}: a proposal on each line, behind a
 * tabulator what it is, and at last what the shell may add itself.
 */
public final class Completion {
    private static final String NOTHING_ELSE = ":4";
    private static final String FILES_TOO = ":0";

    private final Session session;
    private final CommandSpec spec;
    private final List<String> before;

    private Completion(Session session, CommandSpec spec, List<String> before) {
        this.session = session;
        this.spec = spec;
        this.before = before;
    }

    /** @param words of the command line; the last one is being written */
    public static int run(Surroundings surroundings, List<String> words) {
        String current = words.isEmpty() ? "" : words.getLast();
        List<String> before = words.isEmpty() ? List.of() : words.subList(0, words.size() - 1);
        Answer answer = found(surroundings, before, current);
        answer.proposals().stream()
                .filter(proposal -> proposal.startsWith(current))
                .forEach(surroundings.out()::println);
        surroundings.out().println(answer.directive());
        return 0;
    }

    /** A line that is not finished may be wrong in any way; who presses a key is shown no error for it. */
    private static Answer found(Surroundings surroundings, List<String> before, String current) {
        try {
            return answer(surroundings, before, current);
        } catch (RuntimeException e) {
            return Answer.of(List.of());
        }
    }

    private record Answer(List<String> proposals, String directive) {
        static Answer of(List<String> proposals) {
            return new Answer(proposals, NOTHING_ELSE);
        }
    }

    private static Answer answer(Surroundings surroundings, List<String> before, String current) {
        Optional<String> command =
                before.stream().filter(word -> Commands.named(word).isPresent()).findFirst();
        if (command.isEmpty()) {
            return Answer.of(Commands.all().stream().map(Completion::proposal).toList());
        }
        Root root = new Root();
        CommandLine line = Commands.lineFor(root, command.get());
        CommandSpec spec = line.getSubcommands().get(command.get()).getCommandSpec();
        String[] said = Words.connection(before).toArray(String[]::new);
        line.setUnmatchedArgumentsAllowed(true).parseArgs(said);
        List<String> after = before.subList(before.indexOf(command.get()) + 1, before.size());
        return new Completion(new Session(root, surroundings), spec, after).answer(current);
    }

    private static String proposal(Entry entry) {
        return entry.name() + "\t" + entry.words();
    }

    private Answer answer(String current) {
        Optional<OptionSpec> open = before.isEmpty() ? Optional.empty() : valued(before.getLast());
        if (before.contains("--")) {
            return new Answer(List.of(), FILES_TOO);
        }
        if (open.isPresent()) {
            return values(open.get().paramLabel(), "");
        }
        if (current.startsWith("-")) {
            return Answer.of(spec.options().stream().map(Completion::proposal).toList());
        }
        List<String> positional = Words.positional(before, word -> valued(word).isPresent());
        return spec.positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(positional.size()))
                .map(PositionalParamSpec::paramLabel)
                .findFirst()
                .map(label -> values(label, positional.isEmpty() ? "" : positional.getFirst()))
                .orElse(Answer.of(List.of()));
    }

    private static String proposal(OptionSpec option) {
        return option.longestName() + "\t" + String.join(" ", option.description());
    }

    private Optional<OptionSpec> valued(String word) {
        return Optional.ofNullable(spec.findOption(word))
                .filter(option -> option.arity().max() > 0);
    }

    /** @param first the first word behind the command, of which what follows may be a part */
    private Answer values(String label, String first) {
        if (label.equals("FILE")) {
            return new Answer(List.of(), FILES_TOO);
        }
        return Answer.of(new Values(session, first).of(label));
    }
}
