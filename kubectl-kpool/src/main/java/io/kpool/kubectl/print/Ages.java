package io.kpool.kubectl.print;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Durations as kubectl's tables have them: two units at most, and only one where that is precise enough. */
public final class Ages {
    private static final String UNKNOWN = "<unknown>";

    private Ages() {}

    /** How long that is ago. */
    public static String since(String timestamp, Instant now) {
        try {
            return timestamp.isEmpty() ? UNKNOWN : of(Duration.between(Instant.parse(timestamp), now));
        } catch (DateTimeException e) {
            return UNKNOWN;
        }
    }

    /** A duration. */
    public static String of(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        if (minutes < 2) {
            return seconds + "s";
        }
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (hours < 3) {
            return minutes + "m";
        }
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (days < 2) {
            return hours + "h";
        }
        if (days < 8) {
            return two(days, "d", hours % 24, "h");
        }
        return days < 730 ? days + "d" : two(days / 365, "y", days % 365, "d");
    }

    /** Milliseconds, for what is young. */
    public static String millis(long millis) {
        return millis < 10_000 ? millis + "ms" : of(Duration.ofMillis(millis));
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : small + smallUnit);
    }
}
