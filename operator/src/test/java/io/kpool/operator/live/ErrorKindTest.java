package io.kpool.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusException;
import io.kpool.pool.RequestFailure;
import io.kpool.protocol.live.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorKindTest {
    private static final Path REFERENCE = Path.of("../docs/reference/errors.md");

    @Test
    void isWhatTheReferenceSays() throws Exception {
        // When
        List<String> rows;
        try (Stream<String> lines = Files.lines(REFERENCE)) {
            rows = lines.filter(line -> line.startsWith("| `"))
                    .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2)))
                    .toList();
        }
        // Then
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(ErrorKind.values())
                        .map(kind -> "| `%s` | %s | %d ".formatted(kind.text(), kind.status(), kind.http()))
                        .toList());
    }

    @Test
    void isOneForEachCodeOfTheWire() {
        assertThat(Stream.of(ErrorKind.values()).map(ErrorKind::code))
                .containsExactlyElementsOf(Stream.of(Code.values())
                        .filter(code -> code != Code.CODE_UNSPECIFIED && code != Code.UNRECOGNIZED)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void isTheWordOfTheFailure(RequestFailure failure) {
        assertThat(ErrorKind.of(failure).text()).isEqualTo(failure.text());
    }

    @Test
    void endsACallWithItsWord() {
        // When
        StatusException ended = ErrorKind.NO_NODE.toStatus("no host is ready");
        // Then
        assertThat(ended.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(ended.getStatus().getDescription()).isEqualTo("no host is ready");
        assertThat(ended.getTrailers().get(ErrorKind.TRAILER)).isEqualTo("no_node");
    }
}
