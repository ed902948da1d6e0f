package io.kpool.worker.function;

import io.kpool.worker.api.Self;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A public static method that may be meant, with the parameters that a caller gives: not {@link Self}. */
record Candidate(Method method, List<Class<?>> parameters, List<Type> genericParameters, List<ParameterKind> kinds) {
    Candidate {
        parameters = List.copyOf(parameters);
        genericParameters = List.copyOf(genericParameters);
        kinds = List.copyOf(kinds);
    }

    static Candidate of(Method method) {
        int first = takesSelf(method) ? 1 : 0;
        List<Class<?>> types = Arrays.asList(method.getParameterTypes());
        List<Type> generic = Arrays.asList(method.getGenericParameterTypes());
        List<Class<?>> given = types.subList(first, types.size());
        return new Candidate(
                method,
                given,
                generic.subList(first, generic.size()),
                given.stream().map(ParameterKind::of).toList());
    }

    private static boolean takesSelf(Method method) {
        return method.getParameterCount() > 0 && method.getParameterTypes()[0] == Self.class;
    }

    /** Whether its first parameter is one that callers do not give. */
    boolean takesSelf() {
        return method.getParameterCount() > arity();
    }

    int arity() {
        return parameters.size();
    }

    /** As one would write it to select it. */
    String signature() {
        return parameters.stream()
                .map(Class::getTypeName)
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }
}
