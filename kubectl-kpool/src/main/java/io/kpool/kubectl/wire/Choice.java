package io.kpool.kubectl.wire;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What kubectl's own flags say of cluster and user; empty texts were not said.
 *
 * @param requestTimeout of each request that is no stream; zero: as long as such requests may take
 */
public record Choice(
        String kubeconfig, String context, String cluster, String user, Impersonation as, Duration requestTimeout) {

    /** As whom to ask, for those who may. */
    public record Impersonation(String user, String uid, List<String> groups) {
        public Impersonation {
            groups = List.copyOf(groups);
            if (Stream.concat(Stream.of(user, uid), groups.stream())
                    .anyMatch(text -> text.chars().anyMatch(Character::isISOControl))) {
                throw Failure.usage("whom to ask as has a line break or another control character in it");
            }
        }
    }
}
