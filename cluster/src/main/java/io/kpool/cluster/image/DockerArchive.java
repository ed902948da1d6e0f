package io.kpool.cluster.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kpool.cluster.machine.Architecture;
import io.kpool.cluster.machine.Command;
import io.kpool.cluster.machine.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** An image in one file, as {@code docker save} writes it. */
public record DockerArchive(Path file) {

    /**
     * What an image of one layer is made of.
     *
     * @param layer a tar of its whole file system
     * @param runConfiguration the image configuration's {@code config}: Env, Cmd, User …
     */
    record Contents(List<String> tags, Path layer, Map<String, Object> runConfiguration) {
        Contents {
            tags = List.copyOf(tags);
            runConfiguration = Map.copyOf(runConfiguration);
        }
    }

    /** Writes the archive whole or not at all; the same contents make the same bytes. */
    static DockerArchive write(Path file, Contents contents) {
        try {
            Path folder = Files.createTempDirectory(file.getParent(), ".archive");
            try {
                Files.createLink(folder.resolve("layer.tar"), contents.layer());
                Files.writeString(folder.resolve("config.json"), configuration(contents));
                Files.writeString(
                        folder.resolve("manifest.json"),
                        Serialization.asJson(List.of(Map.of(
                                "Config", "config.json",
                                "RepoTags", contents.tags(),
                                "Layers", List.of("layer.tar")))));
                Path whole = folder.resolve("whole.tar");
                tar(folder, whole, "config.json", "layer.tar", "manifest.json").require();
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Folders.delete(folder);
            }
            return new DockerArchive(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same files make the same bytes, whoever packs them and whenever. */
    static Command tar(Path folder, Path into, String... entries) {
        List<String> words = new ArrayList<>(List.of(
                "tar",
                "--create",
                "--file=" + into,
                "--directory=" + folder,
                "--sort=name",
                "--mtime=@0",
                "--owner=0",
                "--group=0",
                "--numeric-owner"));
        words.addAll(List.of(entries));
        return Command.of(words);
    }

    private static String configuration(Contents contents) {
        return Serialization.asJson(Map.of(
                "architecture",
                Architecture.current().name(),
                "os",
                "linux",
                "created",
                "1970-01-01T00:00:00Z",
                "config",
                contents.runConfiguration(),
                "rootfs",
                Map.of("type", "layers", "diff_ids", List.of("sha256:" + digest(contents.layer())))));
    }

    /** The names that the archive gives to its images, in order. */
    public List<String> tags() {
        String manifest = Command.of("tar", "--extract", "--to-stdout", "--file=" + file, "manifest.json")
                .require();
        TreeSet<String> tags = new TreeSet<>();
        for (JsonNode image : Serialization.unmarshal(manifest, JsonNode.class)) {
            image.path("RepoTags").forEach(tag -> tags.add(tag.asText()));
        }
        return List.copyOf(tags);
    }

    public String digest() {
        return digest(file);
    }

    private static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
