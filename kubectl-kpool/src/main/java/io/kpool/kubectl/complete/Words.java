package io.kpool.kubectl.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The words of a command line that is not complete yet. */
final class Words {
    private static final Set<String> CONNECTION = Set.of(
            "-n", "--namespace", "--context", "--cluster", "--user", "--kubeconfig", "--as", "--as-uid", "--as-group");

    private Words() {}

    /** The flags that say whom to ask, with their values; one whose value is being written is not said yet. */
    static List<String> connection(List<String> words) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (!CONNECTION.contains(name)) {
                continue;
            }
            if (!name.equals(word)) {
                found.add(word);
            } else if (i + 1 < words.size()) {
                found.add(word);
                found.add(words.get(++i));
            }
        }
        return found;
    }

    /** Those that are neither options nor their values. */
    static List<String> positional(List<String> words, Predicate<String> takesValue) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                found.add(word);
            } else if (takesValue.test(word)) {
                i++;
            }
        }
        return found;
    }
}
