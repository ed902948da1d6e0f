package io.kpool.worker.function;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

/** A method with its arguments: all that can fail before user code is entered has been tried. */
public final class FunctionCall {
    private final Method method;
    private final Object[] arguments;
    private final Results results;

    FunctionCall(Method method, Object[] arguments, Results results) {
        this.method = method;
        this.arguments = arguments;
        this.results = results;
    }

    /**
     * Enters user code.
     *
     * @return the result as JSON; empty: the method returns nothing
     * @throws InvocationTargetException what user code threw
     * @throws FunctionException the result cannot be given back
     */
    public Optional<byte[]> call() throws InvocationTargetException, FunctionException {
        Object result;
        try {
            result = method.invoke(null, arguments);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(method + " was accessible when it was chosen", impossible);
        }
        return method.getReturnType() == void.class ? Optional.empty() : Optional.of(results.toJson(result));
    }
}
