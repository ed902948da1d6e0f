package io.kpool.kubectl.print;

import java.util.ArrayList;
import java.util.List;

/** A text with texts below it. */
public record Tree(String text, List<Tree> branches) {
    public Tree {
        branches = List.copyOf(branches);
    }

    /** A text with nothing below it. */
    public static Tree leaf(String text) {
        return new Tree(text, List.of());
    }

    /** The lines, with what connects them. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(text);
        addBranches("", lines);
        return lines;
    }

    private void addBranches(String indent, List<String> lines) {
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            Tree branch = branches.get(i);
            lines.add(indent + (last ? "└─ " : "├─ ") + branch.text());
            branch.addBranches(indent + (last ? "   " : "│  "), lines);
        }
    }
}
