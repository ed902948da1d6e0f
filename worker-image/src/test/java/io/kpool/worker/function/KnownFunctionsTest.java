package io.kpool.worker.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kpool.protocol.process.JavaFunction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known at a glance is what a closer look finds. */
class KnownFunctionsTest {
    private static final String NOTHING = "nothing";

    private final JavaFunctions functions = new JavaFunctions(UserCode.in(List.of(Path.of("target/test-classes"))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind       | [true]",
                "kind       | [ false ]",
                "kind       | [3]",
                "kind       | [-2147483648]",
                "kind       | [2147483648]",
                "kind       | [\"a b\"]",
                "kind       | [\"\"]",
                "onlyInt    | [-0]",
                "onlyDouble | [3]",
                "orNothing  | [3]",
                "self       | [\"hello\"]",
                "nothing    | []",
                "nothing    | ' [ ] '",
                "nothing    | ''",
                "pair       | [1 , 2]",
            })
    void knowsWhatItHasLookedForBefore(String name, String arguments) throws Exception {
        assertThat(functions.known(function(name, arguments), TestSelf.make())).isEmpty();

        String found = result(functions.resolve(function(name, arguments), TestSelf.make()));

        assertThat(known(name, arguments)).contains(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind                  | [3.0]",
                "kind                  | [null]",
                "kind                  | [3e0]",
                "kind                  | [\"\\u0041\"]",
                "kind                  | [\"ä\"]",
                "kind                  | [[1]]",
                "kind                  | [9223372036854775808]",
                "orNothing             | [null]",
                "onlyFloat             | [1]",
                "firstParameterDecides | [1, 1]",
                "sum                   | [{\"x\": 1, \"y\": 2}]",
            })
    void leavesTheRestToACloserLook(String name, String arguments) throws Exception {
        functions.resolve(function(name, arguments), TestSelf.make());

        assertThat(known(name, arguments)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "[1", "[1,", "[1,]", "[01]", "[-]", "[1]]", "[tru]", "[\"a]", "1", "[1 2]", "[1] x", "[,]"})
    void doesNotTakeWhatIsMalformedForSomethingElse(String arguments) throws Exception {
        functions.resolve(function("kind", "[1]"), TestSelf.make());

        assertThat(known("kind", arguments)).isEmpty();
        assertThatThrownBy(() -> functions.resolve(function("kind", arguments), TestSelf.make()))
                .isInstanceOf(FunctionException.class);
    }

    private Optional<String> known(String name, String arguments) throws Exception {
        Optional<FunctionCall> call = functions.known(function(name, arguments), TestSelf.make());
        return call.isEmpty() ? Optional.empty() : Optional.of(result(call.get()));
    }

    private static String result(FunctionCall call) throws Exception {
        return call.call().map(json -> new String(json, StandardCharsets.UTF_8)).orElse(NOTHING);
    }

    private static JavaFunction function(String name, String arguments) {
        return JavaFunction.newBuilder()
                .setModule("com.example.Functions")
                .setFunction(name)
                .setArguments(ByteString.copyFromUtf8(arguments))
                .build();
    }
}
