package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide shows what compiles, and tells of every error. */
class GuideTest {
    private static final Path PAGE = Path.of("../docs/client.md");
    private static final Path CODE = Path.of("src/test/java/io/kpool/client/Guide.java");
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void itsSnippetsCompile() throws IOException {
        List<String> snippets = SNIPPET.matcher(Files.readString(PAGE))
                .results()
                .map(snippet -> onOneLine(snippet.group(1)))
                .toList();

        assertThat(snippets).hasSize(9);
        assertThat(onOneLine(Files.readString(CODE))).contains(snippets);
    }

    @Test
    void itTellsOfEveryErrorButTheImpossible() throws IOException {
        List<String> told = Pattern.compile("`([A-Z_]+)`")
                .matcher(Files.readString(PAGE))
                .results()
                .map(code -> code.group(1))
                .toList();

        assertThat(told)
                .containsAll(Arrays.stream(ErrorCode.values())
                        .filter(code -> code != ErrorCode.DUPLICATE_REQUEST)
                        .map(Enum::name)
                        .toList());
    }

    private static String onOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
