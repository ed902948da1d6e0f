package io.kpool.worker.function;

import io.kpool.protocol.process.ExitReason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code name}, or {@code name(int,java.lang.String)} which selects among methods of one name. */
record FunctionName(String name, Optional<List<String>> types) {
    private static final Pattern FORM = Pattern.compile("\\s*([^\\s()]+)\\s*(?:\\(([^()]*)\\))?\\s*");

    static FunctionName parse(String text) throws FunctionException {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new FunctionException(
                    ExitReason.UNDEFINED_FUNCTION,
                    "\"" + text + "\" names no function: write name, or name(int,java.lang.String)");
        }
        return new FunctionName(
                matcher.group(1), Optional.ofNullable(matcher.group(2)).map(FunctionName::types));
    }

    private static List<String> types(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    /** Whether these are the parameter types that were written, with or without their packages. */
    boolean selects(List<Class<?>> parameters) {
        return types.map(written -> matches(written, parameters)).orElse(true);
    }

    private static boolean matches(List<String> written, List<Class<?>> parameters) {
        if (written.size() != parameters.size()) {
            return false;
        }
        for (int at = 0; at < written.size(); at++) {
            Class<?> type = parameters.get(at);
            String name = written.get(at);
            if (!name.equals(type.getTypeName())
                    && !name.equals(type.getName())
                    && !name.equals(type.getSimpleName())) {
                return false;
            }
        }
        return true;
    }
}
