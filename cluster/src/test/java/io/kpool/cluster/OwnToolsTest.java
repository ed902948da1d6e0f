package io.kpool.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.cluster.machine.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnToolsTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhatToInstallWhereNothingIsBuilt() throws IOException {
        Files.createFile(folder.resolve("kubectl")).toFile().setExecutable(true);

        OwnTools tools = new OwnTools(new SearchPath(List.of(folder)));

        assertThatThrownBy(() -> tools.require(Way.K3S))
                .isInstanceOf(ClusterException.class)
                .hasMessage("Install helm: with k3s in a container yours are used.");
    }

    @Test
    void asksForNothingWhereAllIsBuilt() {
        OwnTools tools = new OwnTools(new SearchPath(List.of(folder)));

        assertThatCode(() -> tools.require(Way.LOCAL)).doesNotThrowAnyException();
    }
}
