package io.kpool.kubectl;

import io.kpool.kubectl.command.Commands;
import io.kpool.kubectl.command.Entry;
import java.util.ArrayList;
import java.util.List;

/** The help of the whole: made from the table, so that it is there at once. */
final class Usage {
    private Usage() {}

    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Erlang's pool, process groups and names, on Kubernetes.");
        lines.add("");
        lines.add("Usage: kubectl kpool COMMAND [OPTION…] [WORD…]");
        for (Entry.Section section : Entry.Section.values()) {
            lines.add("");
            lines.add(section.title() + ":");
            for (Entry entry : Commands.all()) {
                if (entry.section() == section) {
                    lines.add("  " + entry.name() + " ".repeat(14 - entry.name().length()) + entry.words());
                }
            }
        }
        lines.add("");
        lines.add("kubectl kpool COMMAND --help says more of each. All take kubectl's own flags: -n, --context,"
                + " --kubeconfig, --as …");
        lines.add("Exit codes: 0 done, 1 failed, 2 not understood, 124 not done in time, 130 after Ctrl-C; spawn --wait"
                + " and --attach,");
        lines.add("and wait, exit as the process did.");
        return lines;
    }
}
