package io.kpool.worker.function;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A method with its arguments: all that can fail before user code is entered has been tried. */
public final class FunctionCall {
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    private final Method method;
    private final Object[] arguments;
    private final Results results;
    private final Callback callback;

    /** What is called with the result, before anybody is told of it. */
    @FunctionalInterface
    interface Callback {
        Callback NONE = result -> {};

        /** @param result JSON */
        void call(byte[] result) throws InvocationTargetException, FunctionException;
    }

    FunctionCall(Method method, Object[] arguments, Results results) {
        this(method, arguments, results, Callback.NONE);
    }

    private FunctionCall(Method method, Object[] arguments, Results results, Callback callback) {
        this.method = method;
        this.arguments = arguments;
        this.results = results;
        this.callback = callback;
    }

    /** The same, and after it that. */
    FunctionCall then(Callback after) {
        return new FunctionCall(method, arguments, results, after);
    }

    /**
     * Enters user code.
     *
     * @return the result as JSON; empty: the method returns nothing
     * @throws InvocationTargetException what user code threw
     * @throws FunctionException the result cannot be given back, or is nothing that the callback takes
     */
    public Optional<byte[]> call() throws InvocationTargetException, FunctionException {
        Object returned = enter();
        Optional<byte[]> result =
                method.getReturnType() == void.class ? Optional.empty() : Optional.of(results.toJson(returned));
        callback.call(result.orElse(NOTHING));
        return result;
    }

    /** Enters user code, whatever it returns. */
    Object enter() throws InvocationTargetException {
        try {
            return method.invoke(null, arguments);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(method + " was accessible when it was chosen", impossible);
        }
    }
}
