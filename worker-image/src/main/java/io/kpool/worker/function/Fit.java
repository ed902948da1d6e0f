package io.kpool.worker.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A candidate with its arguments converted; ordered by the kinds of its parameters, the first parameter first. */
record Fit(Candidate candidate, List<Optional<Object>> values) implements Comparable<Fit> {
    /** What became of trying a candidate. */
    sealed interface Attempt {
        record Fitted(Fit fit) implements Attempt {}

        record Failed(String why) implements Attempt {}
    }

    static Attempt attempt(Candidate candidate, List<JsonNode> given, Arguments arguments) {
        List<Optional<Object>> values = new ArrayList<>(given.size());
        for (int at = 0; at < given.size(); at++) {
            Class<?> type = candidate.parameters().get(at);
            switch (arguments.convert(
                    given.get(at), type, candidate.genericParameters().get(at))) {
                case Conversion.Fits(Optional<Object> value) -> values.add(value);
                case Conversion.Misfit(String why) -> {
                    return new Attempt.Failed(candidate.signature() + ": argument " + (at + 1) + " is " + why);
                }
            }
        }
        return new Attempt.Fitted(new Fit(candidate, List.copyOf(values)));
    }

    @Override
    public int compareTo(Fit other) {
        List<ParameterKind> mine = candidate.kinds();
        List<ParameterKind> theirs = other.candidate.kinds();
        for (int at = 0; at < mine.size(); at++) {
            int order = mine.get(at).compareTo(theirs.get(at));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
