package io.kpool.bench.rig;

import io.kpool.bench.function.Latencies;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The user code of the rig's workers: the functions that measure inside them, and what these need. */
final class FunctionJars {
    private static final List<Class<?>> THEIRS = List.of(Latencies.class, Histogram.class);

    private FunctionJars() {}

    /** @return that folder, with the jars in it */
    static Path copiedInto(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Class<?> type : THEIRS) {
                Path jar = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI());
                Files.copy(jar, folder.resolve(jar.getFileName()));
            }
            return folder;
        } catch (IOException | URISyntaxException e) {
            throw new RigException("The functions that measure cannot be copied into " + folder, e);
        }
    }
}
