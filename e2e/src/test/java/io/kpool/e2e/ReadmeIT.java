package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The terminal session that the README shows, typed again. */
@ExtendWith(KpoolExtension.class)
class ReadmeIT {
    private static final Path README = Repository.root().resolve("README.md");
    private static final String BEGIN = "```console\n";
    private static final String END = "```\n";
    private static final String PROMPT = "$ ";

    @Test
    void theTerminalShowsWhatTheReadmeShows(Kpool kpool) throws Exception {
        assumeTrue(PluginProgram.isBuilt(), "there is no plugin: build with -Pimages");
        kpool.apply(Yaml.pool("demo", "alpha", "beta", "gamma"));
        kpool.await("nodepool/demo", "Ready", Duration.ofSeconds(60));
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END, begin);
        String shown = readme.substring(begin, end);

        String seen = kpool.pluginProgram().shell(typing(commands(shown))).out();

        if (Boolean.getBoolean("kpool.refresh")) {
            Files.writeString(README, readme.substring(0, begin) + seen + readme.substring(end));
        } else {
            assertThat(withoutChance(seen))
                    .as("If the difference is meant, run this test with -Dkpool.refresh=true")
                    .isEqualTo(withoutChance(shown));
        }
    }

    private static List<String> commands(String session) {
        return session.lines()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length()))
                .toList();
    }

    /** A script that shows each command, as a terminal does, and what it prints. */
    private static String typing(List<String> commands) {
        StringBuilder script = new StringBuilder("exec 2>&1\n");
        for (String command : commands) {
            script.append("printf '%s\\n' '")
                    .append((PROMPT + command).replace("'", "'\\''"))
                    .append("'\n")
                    .append(command)
                    .append('\n');
        }
        return script.toString();
    }

    /** Ages, loads, pids, and which of equal hosts was chosen, differ from run to run; columns are as wide as these. */
    private static String withoutChance(String session) {
        return session.replaceAll("alpha|beta|gamma", "HOST")
                .replaceAll("([0-9]+(ms|[smh])?)+", "N")
                .replaceAll(" +", " ");
    }
}
