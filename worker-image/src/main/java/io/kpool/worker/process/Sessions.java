package io.kpool.worker.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts programs in sessions of their own, where the system has {@code setsid}. */
final class Sessions {
    private static final Optional<Path> SETSID = Stream.of("/usr/bin/setsid", "/bin/setsid")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    private Sessions() {}

    /** The command line that starts that one with its pid as its session. */
    static List<String> wrap(List<String> argv) {
        List<String> wrapped = new ArrayList<>();
        SETSID.ifPresent(setsid -> wrapped.addAll(List.of(setsid.toString(), "--")));
        wrapped.addAll(argv);
        return wrapped;
    }
}
