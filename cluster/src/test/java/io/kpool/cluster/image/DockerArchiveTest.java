package io.kpool.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.cluster.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerArchiveTest {
    @TempDir
    private Path folder;

    @Test
    void tellsTheNamesOfItsImages() throws IOException {
        assertThat(write("a.tar", "hello").tags()).containsExactly("kpool/test:1", "kpool/test:2");
    }

    @Test
    void itsLayerIsTheOneOfTheConfiguration() throws IOException {
        DockerArchive archive = write("a.tar", "hello");

        String layer = Command.of(
                        "sh",
                        "-c",
                        "tar -xOf \"$0\" layer.tar | sha256sum | cut -d' ' -f1",
                        archive.file().toString())
                .require()
                .strip();

        assertThat(Command.of("tar", "-xOf", archive.file().toString(), "config.json")
                        .require())
                .contains("\"diff_ids\":[\"sha256:" + layer + "\"]");
    }

    @Test
    void theSameContentsGiveTheSameDigest() throws IOException {
        assertThat(write("a.tar", "hello").digest())
                .isEqualTo(write("b.tar", "hello").digest());
    }

    @Test
    void otherContentsGiveAnotherDigest() throws IOException {
        assertThat(write("a.tar", "hello").digest())
                .isNotEqualTo(write("b.tar", "goodbye").digest());
    }

    private DockerArchive write(String name, String content) throws IOException {
        Path work = Files.createTempDirectory(folder, "work");
        Files.writeString(work.resolve("file"), content);
        Path layer = work.resolve("layer.tar");
        DockerArchive.tar(work, layer, "file").require();
        return DockerArchive.write(
                folder.resolve(name),
                new DockerArchive.Contents(List.of("kpool/test:2", "kpool/test:1"), layer, Map.of("User", "65532")));
    }
}
