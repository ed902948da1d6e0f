package io.kpool.worker.function;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Arguments that are read at a glance: few and short, whole numbers, booleans and strings without escapes. What they are
 * is what a full parser would say; everything else is left to it.
 */
final class PlainArguments {
    private static final int LONGEST_TEXT = 512;
    private static final int MOST = 16;

    private final List<ParameterKind> kinds;
    private final List<Object> values;

    private PlainArguments(List<ParameterKind> kinds, List<Object> values) {
        this.kinds = kinds;
        this.values = values;
    }

    /** What is written there; empty: it takes a closer look. */
    static Optional<PlainArguments> read(ByteString json) {
        if (json.isEmpty()) {
            return Optional.of(new PlainArguments(List.of(), List.of()));
        }
        return json.size() > LONGEST_TEXT ? Optional.empty() : new Reader(json).read();
    }

    int count() {
        return values.size();
    }

    /**
     * The one of these that is meant, with the arguments as it takes them. Empty: it takes a closer look.
     *
     * <p>Who takes each argument as the first kind that holds it comes before all that take them otherwise; and where
     * there is one candidate only, a whole number may be wider than it need be.
     */
    Optional<FittedCandidate> chooseFrom(List<Candidate> candidates) {
        if (candidates.size() == 1) {
            return widened(candidates.getFirst());
        }
        Candidate chosen = null;
        for (Candidate candidate : candidates) {
            if (candidate.kinds().equals(kinds)) {
                if (chosen != null) {
                    return Optional.empty();
                }
                chosen = candidate;
            }
        }
        return chosen == null ? Optional.empty() : Optional.of(new FittedCandidate(chosen, values));
    }

    private Optional<FittedCandidate> widened(Candidate candidate) {
        if (candidate.kinds().equals(kinds)) {
            return Optional.of(new FittedCandidate(candidate, values));
        }
        List<Object> widened = new ArrayList<>(values.size());
        for (int at = 0; at < values.size(); at++) {
            ParameterKind wanted = candidate.kinds().get(at);
            if (wanted == kinds.get(at)) {
                widened.add(values.get(at));
            } else if (values.get(at) instanceof Integer whole && wanted == ParameterKind.LONG) {
                widened.add(whole.longValue());
            } else if (values.get(at) instanceof Integer whole && wanted == ParameterKind.DOUBLE) {
                widened.add(whole.doubleValue());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new FittedCandidate(candidate, widened));
    }

    /** A method, and what it is given in the order of its parameters. */
    record FittedCandidate(Candidate candidate, List<Object> values) {}

    private static final class Reader {
        private static final int LONGEST_NUMBER = 18;
        private static final int END = -1;

        private final ByteString json;
        private final List<ParameterKind> kinds = new ArrayList<>(4);
        private final List<Object> values = new ArrayList<>(4);
        private int at;

        Reader(ByteString json) {
            this.json = json;
        }

        Optional<PlainArguments> read() {
            if (next() != '[') {
                return Optional.empty();
            }
            boolean plain = peek() == ']' || readValues();
            return plain && next() == ']' && next() == END
                    ? Optional.of(new PlainArguments(kinds, values))
                    : Optional.empty();
        }

        private boolean readValues() {
            while (values.size() < MOST && readValue()) {
                if (peek() != ',') {
                    return true;
                }
                next();
            }
            return false;
        }

        private boolean readValue() {
            int first = peek();
            return switch (first) {
                case 't' -> readWord("true", true);
                case 'f' -> readWord("false", false);
                case '"' -> readString();
                default -> readNumber();
            };
        }

        private boolean readWord(String word, Object value) {
            for (int i = 0; i < word.length(); i++, at++) {
                if (at >= json.size() || json.byteAt(at) != word.charAt(i)) {
                    return false;
                }
            }
            return add(ParameterKind.BOOLEAN, value);
        }

        private boolean readString() {
            int start = at + 1;
            for (int end = start; end < json.size(); end++) {
                byte symbol = json.byteAt(end);
                if (symbol == '"') {
                    at = end + 1;
                    return add(ParameterKind.STRING, json.substring(start, end).toStringUtf8());
                }
                // A control character, or not of ASCII, which is negative.
                if (symbol < ' ' || symbol == '\\') {
                    return false;
                }
            }
            return false;
        }

        private boolean readNumber() {
            boolean negative = peek() == '-';
            int start = negative ? at + 1 : at;
            int end = start;
            long number = 0;
            while (end < json.size() && json.byteAt(end) >= '0' && json.byteAt(end) <= '9') {
                number = number * 10 + json.byteAt(end) - '0';
                end++;
            }
            boolean leadingZero = end > start + 1 && json.byteAt(start) == '0';
            if (end == start || end > start + LONGEST_NUMBER || leadingZero) {
                return false;
            }
            at = end;
            long value = negative ? -number : number;
            return value == (int) value ? add(ParameterKind.INT, (int) value) : add(ParameterKind.LONG, value);
        }

        private boolean add(ParameterKind kind, Object value) {
            kinds.add(kind);
            values.add(value);
            return true;
        }

        /** The next byte that is not white space, which is stepped over. */
        private int next() {
            int symbol = peek();
            at++;
            return symbol;
        }

        private int peek() {
            while (at < json.size() && isSpace(json.byteAt(at))) {
                at++;
            }
            return at < json.size() ? json.byteAt(at) : END;
        }

        private static boolean isSpace(byte symbol) {
            return symbol == ' ' || symbol == '\t' || symbol == '\n' || symbol == '\r';
        }
    }
}
