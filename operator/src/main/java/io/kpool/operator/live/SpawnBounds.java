package io.kpool.operator.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kpool.crd.Limits;
import io.kpool.crd.SpawnRules;
import io.kpool.protocol.process.CommandLine;
import io.kpool.protocol.process.EnvironmentVariable;
import io.kpool.protocol.process.JavaFunction;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds what a caller wants run to the rules of a Spawn resource, with their sentences. What breaks one is an
 * IllegalArgumentException.
 */
final class SpawnBounds {
    private static final NameRule CLASS_NAME = NameRule.of(SpawnRules.CLASS_NAME_PATTERN);
    private static final NameRule FUNCTION_NAME = NameRule.of(SpawnRules.FUNCTION_NAME_PATTERN);
    private static final String CALLBACK_MESSAGE =
            "a callback is module:function, such as com.acme.Thumbs:stored, a public static method that takes the result";
    private static final int NAME = 512;
    private static final int VARIABLE_NAME = 256;
    private static final int WORKING_DIR = 4096;
    private static final int ENTRIES = 256;

    private SpawnBounds() {}

    /**
     * What a name has to be.
     *
     * @param fitting names that were found to be that: callers say the same ones again and again, and matching costs more
     *     than all else that is done with a name
     */
    private record NameRule(Pattern pattern, Cache<String, Boolean> fitting) {
        private static final int MOST_FITTING = 1_000;

        static NameRule of(String pattern) {
            return new NameRule(
                    Pattern.compile(pattern),
                    Caffeine.newBuilder().maximumSize(MOST_FITTING).build());
        }

        void require(String name, String sentence) {
            if (fitting.getIfPresent(name) == null) {
                SpawnBounds.require(pattern.matcher(name).matches(), sentence);
                fitting.put(name, true);
            }
        }
    }

    static JavaFunction checked(JavaFunction function) {
        // The pattern's cost grows with the name, so its size comes first.
        requireSize("java.module", function.getModule(), NAME);
        CLASS_NAME.require(function.getModule(), SpawnRules.CLASS_NAME_MESSAGE);
        requireSize("java.function", function.getFunction(), NAME);
        FUNCTION_NAME.require(function.getFunction(), SpawnRules.FUNCTION_NAME_MESSAGE);
        require(function.getArguments().size() <= Limits.ARGUMENTS_SIZE, SpawnRules.ARGUMENTS_MESSAGE);
        if (!function.getCallback().isEmpty()) {
            requireCallback(function.getCallback());
        }
        return function;
    }

    private static void requireCallback(String callback) {
        requireSize("java.callback", callback, 2 * NAME + 1);
        // Neither part has a colon.
        int colon = callback.indexOf(':');
        require(colon > 0, CALLBACK_MESSAGE);
        CLASS_NAME.require(callback.substring(0, colon), CALLBACK_MESSAGE);
        FUNCTION_NAME.require(callback.substring(colon + 1), CALLBACK_MESSAGE);
    }

    static CommandLine checked(CommandLine command) {
        require(command.getArgvCount() > 0, "argv is empty: give it the executable and its arguments");
        require(command.getArgvCount() <= ENTRIES, "argv has more than 256 entries: hand them over in a file");
        command.getArgvList().forEach(argument -> requireSize("an entry of argv", argument, Limits.COMMAND_ENTRY));
        int argv = command.getArgvList().stream().mapToInt(SpawnBounds::size).sum();
        require(argv <= Limits.COMMAND_SIZE, SpawnRules.ARGV_MESSAGE);
        requireEnvironment(command);
        requireSize("workingDir", command.getWorkingDir(), WORKING_DIR);
        requireSize("stdin", command.getStdin(), Limits.STDIN);
        return command;
    }

    private static void requireEnvironment(CommandLine command) {
        require(command.getEnvCount() <= ENTRIES, "env has more than 256 entries: hand them over in a file");
        Set<String> names = new HashSet<>();
        int all = 0;
        for (EnvironmentVariable variable : command.getEnvList()) {
            String name = variable.getName();
            require(!name.isEmpty(), "an environment variable has no name: give it one");
            require(name.indexOf('=') < 0, SpawnRules.VARIABLE_NAME_MESSAGE);
            require(
                    !name.startsWith(SpawnRules.OWN_VARIABLES_PREFIX) || SpawnRules.CLIENT_VARIABLES.contains(name),
                    SpawnRules.NOT_OWN_VARIABLE_MESSAGE);
            requireSize("the name of an environment variable", name, VARIABLE_NAME);
            requireSize("the value of an environment variable", variable.getValue(), Limits.COMMAND_ENTRY);
            require(names.add(name), "env has the variable " + name + " twice: keep one");
            all += size(name) + size(variable.getValue());
        }
        require(all <= Limits.COMMAND_SIZE, SpawnRules.ENV_MESSAGE);
    }

    private static void requireSize(String what, String text, int most) {
        int size = size(text);
        if (size > most) {
            throw new IllegalArgumentException(what + " has " + size + " characters: at most " + most + " are allowed");
        }
    }

    /** In characters as the API server counts them. */
    private static int size(String text) {
        return text.codePointCount(0, text.length());
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
