package io.kpool.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether a Spawn may start, by those that it is to be linked with: not before all of them run, and never when one has
 * ended. Of those that wait for each other the oldest goes first, once nothing but each other is missing.
 */
public final class LinkRules {
    private final Function<String, Partner> known;

    /** @param known how far each Spawn of the namespace is, by its name */
    public LinkRules(Function<String, Partner> known) {
        this.known = known;
    }

    /** How far a Spawn is. */
    public sealed interface Partner {}

    /** There is none of that name. */
    public record Missing() implements Partner {}

    /**
     * It runs not yet, or not again.
     *
     * @param links the names of those that it is to be linked with
     */
    public record NotRunning(long createdMillis, Set<String> links) implements Partner {
        public NotRunning {
            links = Set.copyOf(links);
        }
    }

    /** @param pid of its current attempt */
    public record Running(Pid pid) implements Partner {}

    /** It has ended, for good. */
    public record Over() implements Partner {}

    /** What follows. */
    public sealed interface Start {}

    /** It may start, linked with these from its first moment on. */
    public record Linked(Set<Pid> pids) implements Start {
        public Linked {
            pids = Set.copyOf(pids);
        }
    }

    /**
     * It has to wait until these run; by name, at least one of both.
     *
     * @param absent there is none of that name
     * @param notRunning they are there
     */
    public record After(List<String> absent, List<String> notRunning) implements Start {
        public After {
            absent = List.copyOf(absent);
            notRunning = List.copyOf(notRunning);
        }
    }

    /** It cannot start any more: that one has ended. */
    public record NoProcess(String name) implements Start {}

    /**
     * Decides for one that does not run. A link with itself is none.
     *
     * @param namedBy those that run and name it: it is linked with them too, and does not wait for them
     */
    public Start start(String name, NotRunning spawn, Set<Pid> namedBy) {
        Set<Pid> pids = new HashSet<>(namedBy);
        List<String> absent = new ArrayList<>();
        List<String> notRunning = new ArrayList<>();
        for (String link : others(name, spawn)) {
            switch (known.apply(link)) {
                case Over() -> {
                    return new NoProcess(link);
                }
                case Running(var pid) -> pids.add(pid);
                case Missing() -> absent.add(link);
                case NotRunning _ -> notRunning.add(link);
            }
        }
        boolean none = absent.isEmpty() && notRunning.isEmpty();
        boolean mayStart = none || new Circle(name, spawn).lets(name);
        return mayStart ? new Linked(pids) : new After(absent, notRunning);
    }

    private static List<String> others(String name, NotRunning spawn) {
        return spawn.links().stream()
                .filter(Predicate.not(name::equals))
                .sorted()
                .toList();
    }

    /** Those that wait for each other, however indirectly, with the one that it is about. */
    private final class Circle {
        private final Map<String, NotRunning> waiting = new HashMap<>();
        private final Map<String, List<String>> waitedForBy = new HashMap<>();
        private final Set<String> members;

        Circle(String name, NotRunning spawn) {
            waiting.put(name, spawn);
            all(Stream.of(name), this::waitedFor);
            members = all(Stream.of(name), member -> waitedForBy.getOrDefault(member, List.of()).stream());
        }

        private Stream<String> waitedFor(String name) {
            List<String> next = new ArrayList<>();
            for (String link : waiting.get(name).links()) {
                if (!waiting.containsKey(link) && known.apply(link) instanceof NotRunning further) {
                    waiting.put(link, further);
                }
                if (waiting.containsKey(link)) {
                    waitedForBy.computeIfAbsent(link, any -> new ArrayList<>()).add(name);
                    next.add(link);
                }
            }
            return next.stream();
        }

        boolean lets(String name) {
            return name.equals(first()) && members.stream().allMatch(this::lacksOnlyMembers);
        }

        private String first() {
            return members.stream()
                    .min(Comparator.<String>comparingLong(
                                    member -> waiting.get(member).createdMillis())
                            .thenComparing(Comparator.naturalOrder()))
                    .orElseThrow();
        }

        private boolean lacksOnlyMembers(String member) {
            return waiting.get(member).links().stream()
                    .allMatch(link -> members.contains(link) || known.apply(link) instanceof Running);
        }

        private static Set<String> all(Stream<String> from, Function<String, Stream<String>> next) {
            Set<String> met = new LinkedHashSet<>();
            Queue<String> toVisit = new ArrayDeque<>(from.toList());
            while (!toVisit.isEmpty()) {
                String name = toVisit.remove();
                if (met.add(name)) {
                    next.apply(name).forEach(toVisit::add);
                }
            }
            return met;
        }
    }
}
