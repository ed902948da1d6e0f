package io.kpool.kubectl.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Lines that take the place of those before; on what is no terminal they come below them. */
final class Screen {
    private static final String ESCAPE = "\u001b";
    private static final String HOME = ESCAPE + "[H";
    private static final String REST_OF_LINE = ESCAPE + "[K";
    private static final String REST_OF_SCREEN = ESCAPE + "[J";
    private static final Pattern COLOUR = Pattern.compile(ESCAPE + "\\[[0-9;]*m");
    private static final int USUAL_ROWS = 24;
    private static final int USUAL_COLUMNS = 80;

    private final PrintStream out;
    private final boolean terminal;

    private Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static Screen of(Session session) {
        Screen screen = new Screen(session.out(), session.surroundings().terminal());
        if (screen.terminal) {
            screen.out.print(HOME + REST_OF_SCREEN);
        }
        return screen;
    }

    void show(List<String> lines) {
        if (terminal) {
            int[] size = size();
            out.print(HOME);
            lines.stream().limit(size[0] - 1L).forEach(line -> out.print(cut(line, size[1]) + REST_OF_LINE + "\n"));
            out.print(REST_OF_SCREEN);
        } else {
            lines.forEach(out::println);
            out.println();
        }
        out.flush();
    }

    /** A line that is too long would break, and push the others out; without its colours it can be counted. */
    static String cut(String line, int columns) {
        String plain = COLOUR.matcher(line).replaceAll("");
        if (plain.codePointCount(0, plain.length()) <= columns) {
            return line;
        }
        return plain.substring(0, plain.offsetByCodePoints(0, columns - 1)) + "…";
    }

    /** It changes while people look at it. */
    private static int[] size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (answer.matches("[1-9][0-9]{0,4} [1-9][0-9]{0,4}")) {
                String[] parts = answer.split(" ");
                return new int[] {Math.max(2, Integer.parseInt(parts[0])), Math.max(10, Integer.parseInt(parts[1]))};
            }
        } catch (IOException e) {
            // A machine without stty has a terminal of the usual size.
        }
        return new int[] {USUAL_ROWS, USUAL_COLUMNS};
    }
}
