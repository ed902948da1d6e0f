package io.kpool.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import io.kpool.crd.Limits;
import io.kpool.crd.SpawnRules;
import io.kpool.pool.SessionId;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.CommandLine;
import io.kpool.protocol.process.EnvironmentVariable;
import io.kpool.protocol.process.JavaFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Spawn resource may not say, a caller may not either. */
class SpawnBoundsTest {
    private static final SessionId SESSION = SessionId.parse("session.1764000000.1");

    @Test
    void takesWhatAResourceMaySay() {
        accepts(function("com.acme.Thumbs$Small", "max(int,int)"));
        accepts(function("\u00dcber", "_f").toBuilder()
                .setArguments(bytes(Limits.ARGUMENTS_SIZE))
                .build());
        accepts(command(4, Limits.COMMAND_ENTRY));
        accepts(with(command(1, 1), variable("A", "b=c"), variable("KPOOL_OPERATOR", "o"), variable("kpool_pid", "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "com/acme", "com.", "../x", "1a", "com.acme.Thumbs\n"})
    void aModuleIsAClass(String module) {
        refuses(function(module, "max"), SpawnRules.CLASS_NAME_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "max(", "max()x"})
    void aFunctionIsAMethod(String function) {
        refuses(function("java.lang.Math", function), SpawnRules.FUNCTION_NAME_MESSAGE);
    }

    @Test
    void namesHaveASize() {
        refuses(function("x".repeat(513), "max"), "java.module has 513 characters: at most 512 are allowed");
    }

    @Test
    void argumentsHaveASizeTogether() {
        JavaFunction large = function("java.lang.Math", "max").toBuilder()
                .setArguments(bytes(Limits.ARGUMENTS_SIZE + 1))
                .build();
        refuses(large, SpawnRules.ARGUMENTS_MESSAGE);
    }

    @Test
    void theSentenceForArgumentsIsThePolicys() throws IOException {
        assertThat(Files.readString(Path.of("../charts/kpool/files/policies/spawns.yaml")))
                .contains(SpawnRules.ARGUMENTS_MESSAGE);
    }

    @Test
    void argvHasASize() {
        refuses(CommandLine.getDefaultInstance(), "argv is empty: give it the executable and its arguments");
        refuses(command(257, 1), "argv has more than 256 entries: hand them over in a file");
        refuses(
                command(1, Limits.COMMAND_ENTRY + 1),
                "an entry of argv has 32769 characters: at most 32768 are allowed");
        refuses(command(5, Limits.COMMAND_ENTRY), SpawnRules.ARGV_MESSAGE);
    }

    @Test
    void standardInputHasASize() {
        accepts(command(1, 1).toBuilder().setStdin("x".repeat(Limits.STDIN)).build());
        refuses(
                command(1, 1).toBuilder().setStdin("x".repeat(Limits.STDIN + 1)).build(),
                "stdin has 65537 characters: at most 65536 are allowed");
    }

    @Test
    void anEnvironmentIsOne() {
        CommandLine command = command(1, 1);
        refuses(with(command, variable("A=B", "c")), SpawnRules.VARIABLE_NAME_MESSAGE);
        refuses(with(command, variable("KPOOL_PID", "c")), SpawnRules.NOT_OWN_VARIABLE_MESSAGE);
        refuses(with(command, variable("KPOOL_X", "c")), SpawnRules.NOT_OWN_VARIABLE_MESSAGE);
        refuses(with(command, variable("", "c")), "an environment variable has no name: give it one");
        refuses(with(command, variable("A", "b"), variable("A", "c")), "env has the variable A twice: keep one");
        String large = "x".repeat(Limits.COMMAND_ENTRY);
        refuses(
                with(command, variable("A", large), variable("B", large), variable("C", large), variable("D", large)),
                SpawnRules.ENV_MESSAGE);
    }

    private static void accepts(JavaFunction function) {
        LiveWire.spawn(SESSION, SpawnRequest.newBuilder().setJava(function).build());
    }

    private static void accepts(CommandLine command) {
        LiveWire.spawn(
                SESSION, SpawnRequest.newBuilder().setCommandLine(command).build());
    }

    private static void refuses(JavaFunction function, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> accepts(function)).withMessage(sentence);
    }

    private static void refuses(CommandLine command, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> accepts(command)).withMessage(sentence);
    }

    private static JavaFunction function(String module, String function) {
        return JavaFunction.newBuilder().setModule(module).setFunction(function).build();
    }

    private static CommandLine command(int entries, int size) {
        return CommandLine.newBuilder()
                .addAllArgv(Collections.nCopies(entries, "x".repeat(size)))
                .build();
    }

    private static CommandLine with(CommandLine command, EnvironmentVariable... variables) {
        CommandLine.Builder with = command.toBuilder();
        for (EnvironmentVariable variable : variables) {
            with.addEnv(variable);
        }
        return with.build();
    }

    private static EnvironmentVariable variable(String name, String value) {
        return EnvironmentVariable.newBuilder().setName(name).setValue(value).build();
    }

    private static ByteString bytes(int size) {
        return ByteString.copyFromUtf8("x".repeat(size));
    }
}
