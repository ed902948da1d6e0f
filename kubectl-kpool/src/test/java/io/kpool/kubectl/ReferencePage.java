package io.kpool.kubectl;

import io.kpool.kubectl.command.Commands;
import io.kpool.kubectl.command.Entry;
import io.kpool.kubectl.command.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The reference of all commands, in Markdown, made from the commands themselves. */
final class ReferencePage {
    private static final String HEAD = """
        # Commands of kubectl kpool

        Made from the commands. How to get the plugin, and what it is like to work with: [kubectl kpool](../kubectl-kpool.md).

        Exit codes: 0 done · 1 failed · 2 not understood · 124 not done in time · 130 after Ctrl-C · `spawn --wait`, `spawn --attach` and `wait` exit as the process did.
        """;

    private ReferencePage() {}

    static String text() {
        List<String> parts = new ArrayList<>(List.of(HEAD));
        for (Entry.Section section : Entry.Section.values()) {
            parts.add("## " + section.title() + "\n");
            Commands.all().stream()
                    .filter(entry -> entry.section() == section)
                    .forEach(entry -> parts.add(command(entry)));
        }
        parts.add("## Options of all commands\n");
        parts.add(options(new CommandLine(new Root()).getCommandSpec().options()));
        return String.join("\n", parts);
    }

    private static String command(Entry entry) {
        CommandSpec spec = Commands.lineFor(new Root(), entry.name())
                .getSubcommands()
                .get(entry.name())
                .getCommandSpec();
        StringBuilder page = new StringBuilder("### " + entry.name() + "\n");
        page.append(String.join(" ", spec.usageMessage().description())).append("\n```\n");
        page.append(spec.usageMessage().customSynopsis()[0]).append("\n```\n");
        String own = spec.positionalParameters().stream()
                        .map(ReferencePage::positional)
                        .collect(Collectors.joining())
                + options(spec.options().stream()
                        .filter(option -> !option.inherited())
                        .toList());
        if (!own.isEmpty()) {
            page.append('\n').append(own);
        }
        return page.toString();
    }

    private static String positional(PositionalParamSpec parameter) {
        return "- `" + parameter.paramLabel() + "`: " + String.join(" ", parameter.description()) + "\n";
    }

    private static String options(List<OptionSpec> options) {
        return options.stream().map(ReferencePage::option).collect(Collectors.joining());
    }

    private static String option(OptionSpec option) {
        String names = option.arity().max() == 0
                ? String.join("`, `", option.names())
                : String.join("`, `", option.names()) + " " + option.paramLabel();
        String usual =
                option.initialValue() instanceof String text && !text.isEmpty() ? " By default " + text + "." : "";
        String required = option.required() ? " Required." : "";
        return "- `" + names + "`: " + String.join(" ", option.description()) + usual + required + "\n";
    }
}
