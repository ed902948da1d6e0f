package io.kpool.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.bench.measure.Column;
import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTest {
    private static final int CALLS = 7;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void readsItsFiguresAmongWhatElseItSays() throws Exception {
        // Given
        program("install", "exit 0");
        program("run", "echo starting; echo \"figure,demo,spawn-1,$CALLS,10,1,2,3,4,,,in $(basename $PEER_HOME)\"");
        // When
        List<Figure> figures = measure();
        // Then
        assertThat(figures).singleElement().satisfies(figure -> {
            assertThat(figure.number(Column.COUNT)).hasValue(CALLS);
            assertThat(figure.note()).isEqualTo("in home");
        });
    }

    @Test
    void reportsOneThatCannotBeInstalled() throws Exception {
        // Given
        program("install", "echo \"no package, no root\" >&2; exit 1");
        program("run", "exit 0");
        // When
        List<Figure> figures = measure();
        // Then
        assertThat(figures).singleElement().satisfies(figure -> {
            assertThat(figure.measure()).isEqualTo(Measure.ABSENT);
            assertThat(figure.note()).isEqualTo("not installed: no package; no root");
        });
        assertThat(said).last().asString().contains("no package");
    }

    @Test
    void keepsWhatItMeasuredBeforeItFailed() throws Exception {
        // Given
        program("install", "exit 0");
        program("run", "echo figure,demo,spawn-1,1,10,1,2,3,4,,,; echo lost >&2; exit 3");
        // When
        List<Figure> figures = measure();
        // Then
        assertThat(figures).extracting(Figure::measure).containsExactly(Measure.SPAWN_1, Measure.ABSENT);
    }

    private List<Figure> measure() throws InterruptedException {
        return new Peer(folder, folder.resolve("home")).measure(CALLS, said::add);
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
