package io.kpool.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed reference page is what the commands say; with {@code -Dkpool.refresh} it is made anew. */
class ReferencePageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "kubectl-kpool.md");
    private static final String HOW =
            "%s is not what the commands say. Make it anew and commit it: ./mvnw -pl kubectl-kpool test"
                    + " -Dtest=ReferencePageTest -Dkpool.refresh=true";

    @Test
    void isWhatTheCommandsSay() throws IOException {
        String text = ReferencePage.text();
        if (Boolean.getBoolean("kpool.refresh")) {
            Files.writeString(PAGE, text);
        }

        assertThat(PAGE).as(HOW, PAGE.normalize()).exists();
        assertThat(Files.readString(PAGE)).as(HOW, PAGE.normalize()).isEqualTo(text);
    }
}
