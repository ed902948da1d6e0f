package io.kpool.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reason\": \"normal\"} | 0 | normal",
                "{\"reason\": \"exit_code\", \"code\": 3} | 3 | exit_code 3",
                "{\"reason\": \"exit_code\", \"code\": 143} | 143 | exit_code 143",
                "{\"reason\": \"exit_code\", \"code\": 256} | 1 | exit_code 256",
                "{\"reason\": \"exit_code\", \"code\": 0} | 1 | exit_code 0",
                "{\"reason\": \"exception\", \"message\": \"no\\n  way\"} | 1 | exception: no way",
                "{\"reason\": \"noconnection\", \"code\": null} | 1 | noconnection"
            })
    void anExitIsACodeAndASentence(String exit, int code, String sentence) throws Exception {
        var json = new ObjectMapper().readTree(exit);

        assertThat(Ends.code(json)).isEqualTo(code);
        assertThat(Ends.sentence(json)).isEqualTo(sentence);
    }
}
