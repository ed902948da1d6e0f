package io.kpool.e2e;

import io.kpool.kubectl.Main;
import io.kpool.kubectl.command.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * {@code kubectl kpool} in the test's own JVM, where how a program starts is not what is tested; the kubeconfig tells the
 * namespace.
 */
record PluginInJvm(Path kubeconfig) implements Plugin {
    @Override
    public Result run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("KUBECONFIG", kubeconfig.toString()),
                InstantSource.system());
        int code = Main.run(surroundings, words);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
