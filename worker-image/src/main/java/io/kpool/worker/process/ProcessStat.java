package io.kpool.worker.process;

import java.util.Optional;

/**
 * One line of {@code /proc/<pid>/stat}.
 *
 * @param startTicks when it started; with the pid it names a process beyond doubt
 */
record ProcessStat(long pid, long parent, long session, char state, int threads, long startTicks) {
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int THREADS = 17;
    private static final int START = 19;

    static Optional<ProcessStat> parse(String line) {
        // The name, in parentheses, may itself hold spaces and parentheses.
        int nameStart = line.indexOf(" (");
        int nameEnd = line.lastIndexOf(") ");
        if (nameStart < 0 || nameEnd < nameStart) {
            return Optional.empty();
        }
        String[] fields = line.substring(nameEnd + 2).split(" ", -1);
        if (fields.length <= START) {
            return Optional.empty();
        }
        return Optional.of(new ProcessStat(
                Long.parseLong(line, 0, nameStart, 10),
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[SESSION]),
                fields[STATE].charAt(0),
                Integer.parseInt(fields[THREADS]),
                Long.parseLong(fields[START])));
    }

    boolean isRunnable() {
        return state == 'R';
    }

    boolean isZombie() {
        return state == 'Z' || state == 'X';
    }
}
