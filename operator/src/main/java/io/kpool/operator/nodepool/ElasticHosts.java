package io.kpool.operator.nodepool;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which elastic hosts a pool keeps. They are anonymous, so a smaller pool gives up those that do the least and the
 * numbers may have gaps; a larger one fills the lowest gaps first.
 */
final class ElasticHosts {
    private static final Pattern NAME = Pattern.compile("r(\\d{1,9})");
    private static final Comparator<Integer> LOWEST_NUMBER = Comparator.naturalOrder();

    private ElasticHosts() {}

    static boolean isElastic(String host) {
        return NAME.matcher(host).matches();
    }

    /**
     * The names of the hosts to have, in the order of their numbers.
     *
     * @param present elastic hosts that are there or on their way, leaving ones not counted
     * @param processes how many processes run on a host, less than none where it does not serve; a missing one has none
     */
    static List<String> choose(int replicas, Collection<String> present, Map<String, Integer> processes) {
        List<Integer> kept = present.stream()
                .map(ElasticHosts::number)
                .sorted(busiestFirst(processes))
                .limit(replicas)
                .toList();
        Stream<Integer> added = IntStream.iterate(0, number -> number + 1)
                .boxed()
                .filter(number -> !kept.contains(number))
                .limit(replicas - kept.size());
        return Stream.concat(kept.stream(), added)
                .sorted()
                .map(WorkerNames::elastic)
                .toList();
    }

    private static Comparator<Integer> busiestFirst(Map<String, Integer> processes) {
        Comparator<Integer> fewest =
                Comparator.comparing(number -> processes.getOrDefault(WorkerNames.elastic(number), 0));
        return fewest.reversed().thenComparing(LOWEST_NUMBER);
    }

    private static int number(String host) {
        return Integer.parseInt(host.substring(1));
    }
}
