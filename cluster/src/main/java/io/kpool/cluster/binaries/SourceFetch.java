package io.kpool.cluster.binaries;

import io.kpool.cluster.machine.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Fetches the sources of programs while others are compiled: the network and the processors have their work at the same
 * time. If it fails, the build comes to the same end, and says why.
 */
final class SourceFetch implements AutoCloseable {
    private static final Path NOWHERE = Path.of("/dev/null");

    private final List<Process> fetching;

    private SourceFetch(List<Process> fetching) {
        this.fetching = fetching;
    }

    /** @param listings print which packages are needed, for which Go fetches them */
    static SourceFetch begin(List<Command> listings) {
        return new SourceFetch(listings.stream().map(SourceFetch::start).toList());
    }

    private static Process start(Command listing) {
        try {
            return listing.start(NOWHERE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        fetching.forEach(Process::destroy);
    }
}
