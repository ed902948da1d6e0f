package io.kpool.cluster.image;

import io.kpool.cluster.machine.Cache;
import io.kpool.cluster.machine.Command;
import io.kpool.cluster.machine.DebianPackages;
import io.kpool.cluster.machine.ExclusiveLock;
import io.kpool.cluster.machine.Folders;
import io.kpool.cluster.machine.Progress;
import io.kpool.cluster.machine.SearchPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A small Debian as a docker-archive, for machines without an image registry: a shell, coreutils, curl for commands that ask
 * their worker, and the user that kpool's images run as. Made once; {@code base.tar} beside it is a link to it.
 */
public record BaseImage(Cache cache, SearchPath path, Progress progress) {
    /** What the same images stand on where a registry can be reached. */
    public static final String FROM_REGISTRY = "buildpack-deps:bookworm-curl";

    private static final String SUITE = "bookworm";
    private static final String NAME = "kpool/base:3";
    // Without the first a package that merges /bin into /usr brings all of Perl, half of the image.
    private static final List<String> ADDED = List.of("usr-is-merged", "curl");
    private static final List<String> LEFT_OUT = List.of(
            "/usr/share/doc/*", "/usr/share/man/*", "/usr/share/info/*", "/usr/share/locale/*", "/usr/share/lintian/*");
    private static final List<String> COMMANDS_INSIDE = List.of(
            "echo nonroot:x:65532:65532:nonroot:/home/nonroot:/bin/sh >> \"$1/etc/passwd\"",
            "echo nonroot:x:65532: >> \"$1/etc/group\"",
            "mkdir -p \"$1/home/nonroot\" && chown 65532:65532 \"$1/home/nonroot\"",
            "rm -rf \"$1\"/usr/lib/*/gconv \"$1\"/var/lib/apt/* \"$1\"/var/cache/* \"$1\"/var/log/*");

    public static BaseImage from(Map<String, String> environment, Progress progress) {
        return new BaseImage(Cache.from(environment), SearchPath.from(environment), progress);
    }

    /** @return the archive, made at the first call, which takes half a minute and needs a Debian mirror */
    public Path obtain() {
        Path file = cache.images().resolve("base-" + recipeHash() + ".tar");
        try {
            Files.createDirectories(cache.images());
            if (!Files.exists(file)) {
                try (ExclusiveLock _ =
                        ExclusiveLock.acquire(cache.images().resolve(".lock"), "making the base image")) {
                    make(file);
                }
            }
            Path link = cache.images().resolve("base.tar");
            if (!Files.exists(link) || !Files.isSameFile(link, file)) {
                Path fresh = cache.images().resolve(".base.link");
                Files.deleteIfExists(fresh);
                Files.createSymbolicLink(fresh, file.getFileName());
                Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
            }
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make(Path file) throws IOException {
        if (path.find("mmdebstrap").isEmpty()) {
            DebianPackages.ofThisMachine(path, progress).install(List.of("mmdebstrap"));
        }
        progress.say("making the base image from Debian " + SUITE + ", once");
        Path work = Files.createTempDirectory(cache.images(), ".base");
        try {
            Path layer = work.resolve("layer.tar");
            Command.of(bootstrap(layer))
                    .with(Map.of("PATH", path.value(), "SOURCE_DATE_EPOCH", "0"))
                    .require(seconds -> progress.say("making the base image: " + seconds + " s so far"));
            Map<String, Object> configuration = Map.of(
                    "Env", List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
                    "Cmd", List.of("/bin/sh"));
            DockerArchive.write(file, new DockerArchive.Contents(List.of(NAME), layer, configuration));
        } finally {
            Folders.delete(work);
        }
    }

    private static List<String> bootstrap(Path layer) {
        List<String> words = new ArrayList<>(List.of("mmdebstrap", "--quiet", "--mode=root", "--variant=essential"));
        LEFT_OUT.forEach(pattern -> words.add("--dpkgopt=path-exclude=" + pattern));
        COMMANDS_INSIDE.forEach(command -> words.add("--customize-hook=" + command));
        words.addAll(
                List.of("--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr", "--include=" + String.join(",", ADDED)));
        words.addAll(List.of(SUITE, layer.toString()));
        return words;
    }

    /** Another recipe gets another file; a new day of the same Debian does not. */
    private static String recipeHash() {
        String recipe = SUITE + NAME + ADDED + LEFT_OUT + COMMANDS_INSIDE;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(recipe.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
