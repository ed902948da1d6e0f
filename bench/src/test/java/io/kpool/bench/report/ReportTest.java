package io.kpool.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.bench.measure.Column;
import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.Measure;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String RUN = "2026-01-02T0304";

    @TempDir
    Path folder;

    @Test
    void keepsThePartsOfARunTogether() {
        // Given
        write(spawn("kpool", 200));
        // When
        write(spawn("erlang", 23), new Figure("ray", Measure.ABSENT, Map.of(), "", "not installed"));
        // Then
        assertThat(Report.of(RUN, folder).text()).containsSubsequence("spawn, one at a time", "kpool", "erlang", "ray");
    }

    @Test
    void replacesWhatIsMeasuredAgain() {
        // Given
        write(spawn("kpool", 200), new Figure("ray", Measure.ABSENT, Map.of(), "", "not installed"));
        // When
        write(spawn("kpool", 400), spawn("ray", 1_600));
        // Then
        assertThat(Report.of(RUN, folder).text())
                .contains("0.400")
                .doesNotContain("0.200")
                .doesNotContain("not installed");
    }

    @Test
    void saysWhetherABarIsReached() {
        // When
        write(spawn("kpool", 400));
        // Then
        assertThat(Report.of(RUN, folder).text()).contains("p50 ≤ 0.25 ms MISSED", "p99 ≤ 1 ms reached");
    }

    @Test
    void comparesWhatMustBeAMultipleOfAPeers() {
        // When
        write(rate("kpool", 60_000), rate("erlang", 10_000));
        write(rate("erlang", 20_000));
        // Then
        assertThat(Report.of(RUN, folder).text()).contains("3.00 times").contains("value ≥ 5 MISSED");
    }

    @Test
    void drawsWhatItHas() throws IOException {
        // When
        write(spawn("kpool", 200), spawn("erlang", 23));
        // Then
        BufferedImage picture =
                ImageIO.read(folder.resolve("2026-01-02T0304/figures.png").toFile());
        long colours = IntStream.range(0, picture.getWidth() * picture.getHeight())
                .map(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()))
                .distinct()
                .count();
        assertThat(colours).isGreaterThan(5);
    }

    @Test
    void describesTheMachine() throws IOException {
        // When
        write(spawn("kpool", 200));
        // Then
        assertThat(Files.readString(folder.resolve("2026-01-02T0304/README.md")))
                .contains("Processors: ", "Model: ", "Memory: ", "Kernel: ", "JDK: ", "Erlang: 25");
    }

    private void write(Figure... figures) {
        Report report = Report.of(RUN, folder);
        report.add(List.of(figures));
        report.write(Map.of("Erlang", "25"));
    }

    private static Figure rate(String system, double perSecond) {
        return new Figure(system, Measure.SPAWN_512, Map.of(Column.PER_SECOND, perSecond), "", "");
    }

    private static Figure spawn(String system, double p50) {
        return new Figure(
                system,
                Measure.SPAWN_1,
                Map.of(Column.PER_SECOND, 1e6 / p50, Column.P50, p50, Column.P99, 2 * p50),
                "",
                "");
    }
}
