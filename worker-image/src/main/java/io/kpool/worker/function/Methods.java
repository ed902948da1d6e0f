package io.kpool.worker.function;

import io.kpool.protocol.process.ExitReason;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks up public static methods by name and argument count, and says what is there when they are not. */
final class Methods {
    private static final int MOST_LISTED = 40;

    private record Key(String module, String function, int arity) {}

    private final UserCode code;
    // Grows with the functions that exist, not with what is asked for: failures are not kept.
    private final Map<Key, List<Candidate>> found = new ConcurrentHashMap<>();

    Methods(UserCode code) {
        this.code = code;
    }

    /** Those that were found before; empty: nobody has looked for them, or there are none. */
    List<Candidate> known(String module, String function, int arity) {
        return found.getOrDefault(new Key(module, function, arity), List.of());
    }

    List<Candidate> find(String module, String function, int arity) throws FunctionException {
        var key = new Key(module, function, arity);
        List<Candidate> known = found.get(key);
        if (known != null) {
            return known;
        }
        List<Candidate> candidates = search(load(module), FunctionName.parse(function), arity);
        found.put(key, candidates);
        return candidates;
    }

    private Class<?> load(String module) throws FunctionException {
        try {
            return Class.forName(module, false, code.loader());
        } catch (ClassNotFoundException unknown) {
            throw undefined("there is no class " + module + " in " + code.searched()
                    + ": put its jar into /opt/kpool/app of the image or /opt/kpool/lib");
        } catch (LinkageError broken) {
            throw undefined("class " + module + " cannot be loaded: " + broken);
        }
    }

    private static List<Candidate> search(Class<?> module, FunctionName function, int arity) throws FunctionException {
        List<Candidate> named = candidates(module, method -> method.getName().equals(function.name()));
        if (named.isEmpty()) {
            throw undefined(noSuchName(module, function.name()));
        }
        List<Candidate> selected = named.stream()
                .filter(candidate -> candidate.arity() == arity && function.selects(candidate.parameters()))
                .toList();
        if (selected.isEmpty()) {
            String wanted = function.types()
                    .map(types -> "(" + String.join(",", types) + ") with " + arguments(arity))
                    .orElse(" with " + arguments(arity));
            throw undefined(
                    module.getName() + " has no " + function.name() + wanted + ": there is " + signatures(named));
        }
        return accessible(selected);
    }

    private static String arguments(int count) {
        return count == 1 ? "1 argument" : count + " arguments";
    }

    private static List<Candidate> candidates(Class<?> module, Predicate<Method> wanted) throws FunctionException {
        try {
            return Arrays.stream(module.getMethods())
                    .filter(method -> Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                    .filter(wanted)
                    .map(Candidate::of)
                    .toList();
        } catch (LinkageError broken) {
            throw undefined("class " + module.getName() + " cannot be linked: " + broken);
        }
    }

    private static List<Candidate> accessible(List<Candidate> candidates) throws FunctionException {
        List<Candidate> accessible = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Method method = candidate.method();
            try {
                if (!Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
                    method.setAccessible(true);
                }
                accessible.add(candidate);
            } catch (InaccessibleObjectException closed) {
                throw undefined(candidate.signature() + " is not open to other modules: " + closed.getMessage());
            }
        }
        return List.copyOf(accessible);
    }

    private static String noSuchName(Class<?> module, String name) throws FunctionException {
        boolean hidden = Arrays.stream(module.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(name));
        if (hidden) {
            return module.getName() + "." + name + " is not public and static: functions must be both";
        }
        List<Candidate> others = candidates(module, method -> true);
        return module.getName() + " has no public static method " + name + ": it has "
                + (others.isEmpty() ? "none at all" : signatures(others));
    }

    private static String signatures(List<Candidate> candidates) {
        Stream<String> sorted =
                candidates.stream().map(Candidate::signature).sorted().limit(MOST_LISTED);
        return sorted.collect(Collectors.joining(", ", "", candidates.size() > MOST_LISTED ? ", …" : ""));
    }

    private static FunctionException undefined(String message) {
        return new FunctionException(ExitReason.UNDEFINED_FUNCTION, message);
    }
}
