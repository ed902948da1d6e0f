package io.kpool.cluster.binaries;

import io.kpool.cluster.ClusterException;
import io.kpool.cluster.machine.Architecture;
import io.kpool.cluster.machine.Cache;
import io.kpool.cluster.machine.Command;
import io.kpool.cluster.machine.ExclusiveLock;
import io.kpool.cluster.machine.Progress;
import io.kpool.cluster.machine.SearchPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Builds the binaries that are not there yet. What a killed build had finished is kept; a folder appears under its final
 * name only when all its programs are in it.
 */
public record BinaryBuild(Cache cache, SearchPath path, Progress progress) {
    private static final String PARTIAL = ".partial-";

    public static BinaryBuild from(Map<String, String> environment, Progress progress) {
        return new BinaryBuild(Cache.from(environment), SearchPath.from(environment), progress);
    }

    /** @throws ClusterException when Go is missing, a build fails, or another process is building */
    public Binaries obtain() {
        if (!missing().isEmpty()) {
            try (ExclusiveLock _ = ExclusiveLock.acquire(cache.binaries().resolve(".lock"), "building the binaries")) {
                build(missing());
            }
        }
        try {
            offerToApiTests();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Binaries.in(cache);
    }

    private List<GoModule> missing() {
        return GoModule.ALL.stream()
                .filter(module -> !Files.isDirectory(cache.binaries().resolve(module.folderName())))
                .toList();
    }

    private void build(List<GoModule> modules) {
        Path go = path.find("go")
                .orElseThrow(() -> new ClusterException("Install Go 1.26 or later (https://go.dev/dl): Kubernetes "
                        + Binaries.KUBERNETES_VERSION + " is built from its modules once."));
        int count =
                modules.stream().mapToInt(module -> module.programs().size()).sum();
        progress.say("building " + count + " programs from their Go modules, once; this takes some minutes");
        Instant began = Instant.now();
        modules.forEach(this::unfold);
        try (SourceFetch _ = SourceFetch.begin(
                modules.stream().map(module -> listing(go, module)).toList())) {
            int number = 0;
            for (GoModule module : modules) {
                for (GoModule.Program program : module.programs()) {
                    number++;
                    build(go, new Step(module, program, unfinished(module), number + " of " + count));
                }
                finish(module, unfinished(module));
            }
        }
        progress.say("all built in " + Duration.between(began, Instant.now()).toSeconds() + " s");
    }

    private Path unfinished(GoModule module) {
        return cache.binaries().resolve(".unfinished").resolve(module.folderName());
    }

    private void unfold(GoModule module) {
        try {
            Files.createDirectories(unfinished(module));
            for (String file : module.files()) {
                Files.writeString(unfinished(module).resolve(file), module.text(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Step(GoModule module, GoModule.Program program, Path folder, String position) {
        Path result() {
            return folder.resolve(program.name());
        }
    }

    private void build(Path go, Step step) {
        if (Files.exists(step.result())) {
            return;
        }
        String what = step.program().name() + " (" + step.position() + ")";
        progress.say("building " + what);
        Instant began = Instant.now();
        try {
            // A name of this process's own: a compiler that outlived its killed starter may still be writing to
            // another.
            Path partial = step.folder()
                    .resolve(step.program().name()
                            + PARTIAL
                            + ProcessHandle.current().pid());
            compile(go, step, partial)
                    .require(seconds -> progress.say("building " + what + ": " + seconds + " s so far"));
            Files.move(partial, step.result(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        progress.say("built " + what + " in "
                + Duration.between(began, Instant.now()).toSeconds() + " s");
    }

    private Command compile(Path go, Step step, Path output) {
        return inModule(
                step.module(),
                List.of(
                        go.toString(),
                        "build",
                        "-trimpath",
                        "-buildvcs=false",
                        "-mod=readonly",
                        "-ldflags",
                        "-s -w " + step.module().linkerFlags(),
                        "-o",
                        output.toString(),
                        step.program().mainPackage()));
    }

    private Command listing(Path go, GoModule module) {
        Stream<String> packages = module.programs().stream().map(GoModule.Program::mainPackage);
        return inModule(
                module,
                Stream.concat(Stream.of(go.toString(), "list", "-mod=readonly", "-deps"), packages)
                        .toList());
    }

    private Command inModule(GoModule module, List<String> words) {
        return Command.of(words)
                .in(unfinished(module))
                .with(Map.of("CGO_ENABLED", "0", "GOWORK", "off", "GOFLAGS", "", "PATH", path.value()));
    }

    private void finish(GoModule module, Path unfinished) {
        try (DirectoryStream<Path> abandoned = Files.newDirectoryStream(unfinished, "*" + PARTIAL + "*")) {
            for (Path partial : abandoned) {
                Files.delete(partial);
            }
            Files.move(unfinished, cache.binaries().resolve(module.folderName()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void offerToApiTests() throws IOException {
        Path folder = cache.apiTestBinaries()
                .resolve(Binaries.KUBERNETES_VERSION + "-linux-"
                        + Architecture.current().name());
        Files.createDirectories(folder);
        for (String name : List.of("etcd", "kube-apiserver", "kubectl")) {
            Path target =
                    cache.binaries().resolve(GoModule.KUBERNETES.folderName()).resolve(name);
            Path link = folder.resolve(name);
            if (!Files.exists(link) || !Files.isSameFile(link, target)) {
                Path fresh = Files.createTempDirectory(folder, ".link").resolve(name);
                Files.createSymbolicLink(fresh, target);
                Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
                Files.delete(fresh.getParent());
            }
        }
    }
}
