package io.kpool.kubectl;

import io.kpool.kubectl.command.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the plugin in this JVM, as if its words had been typed. */
final class Shell {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private final Map<String, String> environment = new HashMap<>();
    private InstantSource clock = InstantSource.fixed(NOON);
    private String input = "";

    /** What a command printed, and how it ended. */
    record Result(String out, String err, int code) {}

    Shell(Path kubeconfig) {
        environment.put("KUBECONFIG", kubeconfig.toString());
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell at(InstantSource other) {
        clock = other;
        return this;
    }

    Shell typing(String text) {
        input = text;
        return this;
    }

    Result run(String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                outStream,
                errStream,
                Map.copyOf(environment),
                clock);
        int code = Main.run(surroundings, words(line).toArray(String[]::new));
        return new Result(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), code);
    }

    /** Words between blanks; quotes keep blanks, and nothing more. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return words;
    }
}
