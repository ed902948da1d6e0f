package io.kpool.operator.aggregation;

import io.kpool.operator.security.Pem;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which certificates API servers are to know this leader. Those that were there before it led stay for a while: until
 * nobody is sent to its predecessor any more, who may have had another authority. Pure.
 *
 * @param own of this operator, in PEM
 * @param since when it leads
 */
record ApiServiceBundle(String own, Instant since) {
    static final Duration HANDOVER = Duration.ofMinutes(10);
    /** Whatever somebody wrote there, it does not grow without end. */
    private static final int MOST_FORMER = 3;

    /** @param present what is there, in PEM; what cannot be read goes */
    String wanted(String present, Instant now) {
        List<X509Certificate> mine = Pem.certificates(own);
        Stream<X509Certificate> former = now.isBefore(since.plus(HANDOVER)) ? readable(present) : Stream.of();
        return Stream.concat(
                        mine.stream(),
                        former.filter(one -> !mine.contains(one))
                                .filter(one -> one.getNotAfter().after(Date.from(now)))
                                .limit(MOST_FORMER))
                .map(Pem::write)
                .collect(Collectors.joining());
    }

    private static Stream<X509Certificate> readable(String present) {
        try {
            return Pem.certificates(present).stream();
        } catch (IllegalArgumentException nonsense) {
            return Stream.of();
        }
    }
}
