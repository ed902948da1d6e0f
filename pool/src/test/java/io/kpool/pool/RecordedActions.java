package io.kpool.pool;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a session wants done. */
final class RecordedActions implements SessionActions {
    final List<String> done = new ArrayList<>();
    final List<Answer> told = new ArrayList<>();

    @Override
    public void place(String pool, LiveRequest request) {
        done.add("place " + request.number() + " in " + pool);
    }

    @Override
    public void recall(String pool, LiveRequest request) {
        done.add("recall " + request.number() + " in " + pool);
    }

    @Override
    public void withdraw(String pool, LiveRequest request) {
        done.add("withdraw " + request.number());
    }

    @Override
    public void forget(String pool, LiveRequest request) {
        done.add("forget " + request.number());
    }

    @Override
    public void tell(long number, Answer answer) {
        done.add("tell " + number + " " + word(answer));
        told.add(answer);
    }

    /** What was done since this was asked last. */
    List<String> news() {
        List<String> news = List.copyOf(done);
        done.clear();
        return news;
    }

    private static String word(Answer answer) {
        return switch (answer) {
            case Answer.Started(var pid) -> "started";
            case Answer.Ended(var exit) -> "ended " + exit.reason().text();
            case Answer.NeverStarted(var exit) ->
                "never started " + exit.reason().text();
            case Answer.Failed(var why, var message) -> why.text();
        };
    }
}
