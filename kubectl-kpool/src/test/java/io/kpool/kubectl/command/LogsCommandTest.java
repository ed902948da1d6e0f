package io.kpool.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsCommandTest {
    @ParameterizedTest
    @CsvSource({
        "'a|b|', 0, ''",
        "'a|b|', 1, 'b|'",
        "'a|b|', 2, 'a|b|'",
        "'a|b|', 3, 'a|b|'",
        "'a|b', 1, 'b'",
        "'a||', 1, '|'",
        "'', 1, ''",
        "'|', 1, '|'"
    })
    void theLastLines(String printed, int lines, String last) {
        byte[] bytes = printed.replace('|', '\n').getBytes(StandardCharsets.UTF_8);

        byte[] end = Arrays.copyOfRange(bytes, LogsCommand.beginOfLast(bytes, lines), bytes.length);

        assertThat(new String(end, StandardCharsets.UTF_8)).isEqualTo(last.replace('|', '\n'));
    }

    @Test
    void whatIsNoTextIsCountedAsItIs() {
        byte[] printed = {(byte) 0xff, '\n', (byte) 0xfe, (byte) 0xfd};

        assertThat(LogsCommand.beginOfLast(printed, 1)).isEqualTo(2);
    }
}
