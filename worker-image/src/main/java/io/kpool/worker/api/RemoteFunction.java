package io.kpool.worker.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A function to be run somewhere.
 *
 * @param module binary name of a class
 * @param function name of a public static method, or {@code name(int,int)}
 * @param args what can be written as JSON
 * @param callback {@code module:function}, called there with the result before it is told; empty: none
 * @param timeout at most an hour
 */
public record RemoteFunction(String module, String function, List<?> args, String callback, Duration timeout) {
    /** How long is waited unless it is said otherwise. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);

    public RemoteFunction {
        // Not List.copyOf: an argument may be null.
        args = Collections.unmodifiableList(new ArrayList<>(args));
    }

    public static RemoteFunction of(String module, String function, Object... args) {
        return new RemoteFunction(module, function, Arrays.asList(args), "", USUAL_TIMEOUT);
    }

    public RemoteFunction withCallback(String moduleAndFunction) {
        return new RemoteFunction(module, function, args, moduleAndFunction, timeout);
    }

    public RemoteFunction within(Duration longest) {
        return new RemoteFunction(module, function, args, callback, longest);
    }
}
