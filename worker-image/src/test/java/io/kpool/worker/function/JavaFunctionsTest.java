package io.kpool.worker.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.JavaFunction;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaFunctionsTest {
    private static final String SAMPLES = "com.example.Functions";
    private static final UserCode CODE =
            UserCode.in(List.of(Path.of("target/test-classes"), Path.of("target/no-such-folder")));

    private final JavaFunctions functions = new JavaFunctions(CODE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[true]                 | boolean",
                "[3]                    | int",
                "[3.0]                  | int",
                "[2147483648]           | long",
                "[-9223372036854775808] | long",
                "[2.5]                  | double",
                "[1e300]                | double",
                "[\"3\"]                | String",
                "[null]                 | String",
                "[[1]]                  | Object",
                "[9223372036854775808]  | double",
                "[9223372036854775809]  | Object",
            })
    void takesTheFirstTypeThatFitsWithoutLoss(String arguments, String kind) throws Exception {
        assertThat(call("kind", arguments)).isEqualTo("\"" + kind + "\"");
    }

    @Test
    void choosesAmongTheMethodsOfTheJdk() throws Exception {
        assertThat(call("java.lang.Math", "max", "[3, 5]")).isEqualTo("5");
        assertThat(call("java.lang.Math", "max", "[3, 5000000000]")).isEqualTo("5000000000");
        assertThat(call("java.lang.Math", "max", "[3, 5.5]")).isEqualTo("5.5");
        assertThat(call("java.util.Map", "of", "[\"a\", 1]")).isEqualTo("{\"a\":1}");
    }

    @Test
    void comparesTheFirstParametersFirst() throws Exception {
        assertThat(call("firstParameterDecides", "[1, 1]")).isEqualTo("\"int,long\"");
    }

    @Test
    void ordersOtherTypesLast() throws Exception {
        assertThat(call("whole", "[1]")).isEqualTo("\"long\"");
        assertThat(call("whole", "[1.5]")).isEqualTo("\"float\"");
    }

    @Test
    void listsTheMethodsOfATie() {
        FunctionException tie = failure("tie", "[[1]]");

        assertThat(tie.reason()).isEqualTo(ExitReason.AMBIGUOUS_FUNCTION);
        assertThat(tie).hasMessageContaining("tie(java.util.List)").hasMessageContaining("tie(java.lang.Object)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tie(List)             | [[1]]  | List",
                "tie(java.lang.Object) | [[1]]  | Object",
                "kind(long)            | [3]    | long",
                "kind( double )        | [3]    | double",
                "firstParameterDecides(long, int) | [1, 1] | long,int",
            })
    void typesInParenthesesSelect(String function, String arguments, String chosen) throws Exception {
        assertThat(call(function, arguments)).isEqualTo("\"" + chosen + "\"");
    }

    @Test
    void mapsOtherTypes() throws Exception {
        assertThat(call("sum", "[{\"x\": 3, \"y\": 4}]")).isEqualTo("7");
        assertThat(call("sumOfAll", "[[{\"x\": 3, \"y\": 4}, {\"x\": 1, \"y\": 1}]]"))
                .isEqualTo("9");
        assertThat(call("colour", "[\"GREEN\"]")).isEqualTo("\"GREEN\"");
        assertThat(call("big", "[3.14159265358979323846264338]")).isEqualTo("3.14159265358979323846264338");
        assertThat(call("orNothing", "[null]")).isEqualTo("\"nothing\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "onlyInt    | [2147483648]          | argument 1 is 2147483648, not a whole number of 32 bits",
                "onlyInt    | [1.5]                 | argument 1 is 1.5, not a whole number of 32 bits",
                "onlyInt    | [\"1\"]               | argument 1 is \"1\", not a whole number",
                "onlyInt    | [null]                | argument 1 is null, and int has no null",
                "onlyInt    | [true]                | argument 1 is true, not a whole number",
                "onlyDouble | [9007199254740993]    | a whole number that a double would round",
                "onlyDouble | [1e999]               | too large for a double",
                "onlyFloat  | [0.123456789012]      | a number that a float would round",
                "onlyByte   | [300]                 | no byte",
                "sum        | [{\"x\": 3}]         | Point[\"y\"]: Cannot map `null` into type `int`",
                "sum        | [{\"x\": 1, \"y\": 2, \"z\": 3}] | Unrecognized field \"z\"",
                "colour     | [\"BLUE\"]            | not one of the values accepted for Enum class: [RED, GREEN]",
            })
    void saysWhichArgumentDoesNotFitAndWhy(String function, String arguments, String message) {
        FunctionException misfit = failure(function, arguments);

        assertThat(misfit.reason()).isEqualTo(ExitReason.UNDEFINED_FUNCTION);
        assertThat(misfit).hasMessageContaining(message).hasMessageContaining("com.example.Functions");
    }

    @Test
    void saysWhereAClassWasLookedFor() {
        FunctionException unknown = failure("com.acme.Missing", "f", "[]");

        assertThat(unknown)
                .hasMessageContaining("there is no class com.acme.Missing")
                .hasMessageContaining("target/test-classes (no jars)")
                .hasMessageContaining("target/no-such-folder (not there)")
                .hasMessageContaining("the JDK");
    }

    @Test
    void listsWhatIsThereInstead() {
        assertThat(failure("summ", "[1]"))
                .hasMessageContaining("no public static method summ")
                .hasMessageContaining("sum(com.example.Functions$Point)");
        assertThat(failure("sum", "[1, 2]"))
                .hasMessageContaining("no sum with 2 arguments: there is sum(com.example.Functions$Point)");
        assertThat(failure("kind(float)", "[1]")).hasMessageContaining("no kind(float)");
        assertThat(failure("notStatic", "[]")).hasMessageContaining("is not public and static");
        assertThat(failure("a b(", "[]")).hasMessageContaining("names no function");
    }

    @Test
    void refusesArgumentsThatAreNoArray() {
        assertThat(failure("onlyInt", "{\"value\": 1}")).hasMessageContaining("must be a JSON array");
        assertThat(failure("onlyInt", "[1")).hasMessageContaining("must be a JSON array");
    }

    @Test
    void doesNotShowTheAgentToUserCode() {
        assertThat(failure("io.kpool.worker.Main", "main", "[[]]")).hasMessageContaining("there is no class");
        assertThat(failure("com.fasterxml.jackson.databind.ObjectMapper", "f", "[]"))
                .hasMessageContaining("there is no class");
    }

    @Test
    void givesSelfToWhoAsksForIt() throws Exception {
        assertThat(call("self", "[\"hello\"]"))
                .contains("\"pid\":\"demo/alpha.1.2\"", "\"pool\":\"demo\"", "\"text\":\"hello\"");
    }

    @Test
    void tellsNothingFromNull() throws Exception {
        assertThat(resolve(SAMPLES, "nothing", "[]").call()).isEmpty();
        assertThat(call("nullResult", "[]")).isEqualTo("null");
        assertThat(call("duration", "[]")).isEqualTo("\"PT1M30S\"");
    }

    @Test
    void refusesResultsThatCannotBeGivenBack() throws Exception {
        FunctionCall large = resolve(SAMPLES, "large", "[65535]");
        FunctionCall unwritable = resolve(SAMPLES, "unwritable", "[]");

        assertThatThrownBy(large::call).hasMessageContaining("larger than 64 KiB");
        assertThatThrownBy(unwritable::call).hasMessageContaining("java.lang.Object, cannot be written as JSON");
        assertThat(call("large", "[65534]")).hasSize(65536);
    }

    @Test
    void describesExceptionsInTheFramesOfUserCode() throws Exception {
        FunctionCall call = resolve(SAMPLES, "fail", "[\"no luck\"]");

        InvocationTargetException thrown = catchThrowableOfType(InvocationTargetException.class, call::call);

        assertThat(Traces.describe(thrown.getCause()))
                .startsWith("java.lang.IllegalStateException: no luck\n    at com.example.Functions.fail(")
                .contains("Caused by: java.lang.IllegalArgumentException: the cause")
                .doesNotContain("reflect", "io.kpool.worker.function");
    }

    private FunctionException failure(String function, String arguments) {
        return failure(SAMPLES, function, arguments);
    }

    private FunctionException failure(String module, String function, String arguments) {
        return catchThrowableOfType(FunctionException.class, () -> resolve(module, function, arguments));
    }

    private String call(String function, String arguments) throws Exception {
        return call(SAMPLES, function, arguments);
    }

    private String call(String module, String function, String arguments) throws Exception {
        byte[] result = resolve(module, function, arguments).call().orElseThrow();
        return new String(result, StandardCharsets.UTF_8);
    }

    private FunctionCall resolve(String module, String function, String arguments) throws FunctionException {
        return functions.resolve(
                JavaFunction.newBuilder()
                        .setModule(module)
                        .setFunction(function)
                        .setArguments(ByteString.copyFromUtf8(arguments))
                        .build(),
                TestSelf.make());
    }
}
