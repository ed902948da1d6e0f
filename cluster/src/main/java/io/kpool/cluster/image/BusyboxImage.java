package io.kpool.cluster.image;

import io.kpool.cluster.ClusterException;
import io.kpool.cluster.machine.Cache;
import io.kpool.cluster.machine.Command;
import io.kpool.cluster.machine.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * The machine's static busybox as an image: what holds a pod's network (the pause image), and a shell for tests under the
 * name {@value #NAME}.
 */
public record BusyboxImage(Cache cache) {
    public static final String NAME = "kpool/busybox:1";

    /** @return the archive, made at the first call */
    public DockerArchive obtain() {
        Path busybox = Path.of("/bin/busybox");
        Path file = cache.images().resolve("busybox.tar");
        if (Files.exists(file)) {
            return new DockerArchive(file);
        }
        if (!Files.isExecutable(busybox)) {
            throw new ClusterException("Install busybox-static: the pause image is made of it.");
        }
        try {
            Files.createDirectories(cache.images());
            Path work = Files.createTempDirectory(cache.images(), ".busybox");
            try {
                Path layer = work.resolve("layer.tar");
                DockerArchive.tar(fileSystem(work, busybox), layer, "bin", "etc", "tmp")
                        .require();
                return DockerArchive.write(
                        file,
                        new DockerArchive.Contents(
                                List.of(NAME),
                                layer,
                                Map.of("Env", List.of("PATH=/bin"), "Cmd", List.of("/bin/sleep", "2147483647"))));
            } finally {
                Folders.delete(work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path fileSystem(Path work, Path busybox) throws IOException {
        Path root = work.resolve("root");
        Files.createDirectories(root.resolve("bin"));
        Files.createDirectories(root.resolve("etc"));
        Files.createDirectories(root.resolve("tmp"));
        Command.of("chmod", "1777", root.resolve("tmp").toString()).require();
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0::/:/bin/sh\nnonroot:x:65532:65532::/tmp:/bin/sh\n");
        Files.copy(busybox, root.resolve("bin/busybox"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String applet :
                Command.of(busybox.toString(), "--list").require().lines().toList()) {
            if (!applet.equals("busybox")) {
                Files.createSymbolicLink(root.resolve("bin").resolve(applet), Path.of("busybox"));
            }
        }
        return root;
    }
}
