package io.kpool.worker.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.protobuf.ByteString;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.worker.api.Self;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Finds the method that {@code module:function(args)} means, as Erlang's {@code apply/3} does, and maps the arguments.
 * Nothing of user code runs here but what its types do when they are made from JSON.
 */
public final class JavaFunctions {
    private final UserCode code;
    private final Methods methods;
    private final ObjectMapper mapper;
    private final Arguments arguments;
    private final Results results;
    private final JsonValues values;

    /** Functions of that code. */
    public JavaFunctions(UserCode code) {
        this.code = code;
        this.methods = new Methods(code);
        this.mapper = mapper();
        this.arguments = new Arguments(mapper);
        this.results = new Results(mapper);
        this.values = new JsonValues(mapper, arguments);
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule(), JsonValues.module())
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .build();
    }

    /** What goes from process to process. */
    public JsonValues values() {
        return values;
    }

    /** Sees all user code: the context class loader of the threads that run it. */
    public ClassLoader loader() {
        return code.loader();
    }

    /**
     * The call that is meant, if it takes no more than a look: the method was looked for before, and the arguments are
     * plain. Does not wait; runs nothing of user code. Empty: {@link #resolve} knows.
     */
    public Optional<FunctionCall> known(JavaFunction function, Self self) {
        Optional<PlainArguments> given = PlainArguments.read(function.getArguments());
        if (given.isEmpty() || !function.getCallback().isEmpty()) {
            return Optional.empty();
        }
        PlainArguments plain = given.get();
        return plain.chooseFrom(methods.known(function.getModule(), function.getFunction(), plain.count()))
                .map(fitted -> call(fitted.candidate(), fitted.values(), self));
    }

    /**
     * The call that is meant, and its callback with it.
     *
     * @throws FunctionException no method takes these arguments, or several do; the message lists the candidates
     */
    public FunctionCall resolve(JavaFunction function, Self self) throws FunctionException {
        List<JsonNode> given = parse(function);
        List<Candidate> candidates = methods.find(function.getModule(), function.getFunction(), given.size());
        List<Fit> best = new ArrayList<>();
        List<String> misfits = new ArrayList<>();
        for (Candidate candidate : candidates) {
            switch (Fit.attempt(candidate, given, arguments)) {
                case Fit.Attempt.Fitted(Fit fit) -> keepBest(best, fit);
                case Fit.Attempt.Failed(String why) -> misfits.add(why);
            }
        }
        if (best.isEmpty()) {
            throw new FunctionException(
                    ExitReason.UNDEFINED_FUNCTION,
                    "the arguments fit no method of " + function.getModule() + ": " + String.join("; ", misfits));
        }
        if (best.size() > 1) {
            throw ambiguous(function, best);
        }
        Fit only = best.getFirst();
        List<Object> values = new ArrayList<>();
        only.values().forEach(value -> values.add(value.orElse(null)));
        FunctionCall call = call(only.candidate(), values, self);
        return function.getCallback().isEmpty() ? call : call.then(callback(function.getCallback(), self));
    }

    private FunctionCall.Callback callback(String text, Self self) throws FunctionException {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new FunctionException(
                    ExitReason.UNDEFINED_FUNCTION, "the callback is \"" + text + "\": write module:function");
        }
        JavaFunction.Builder callback =
                JavaFunction.newBuilder().setModule(text.substring(0, colon)).setFunction(text.substring(colon + 1));
        // Which of several is meant depends on the result; that there is one does not.
        methods.find(callback.getModule(), callback.getFunction(), 1);
        return result -> {
            String only = "[" + new String(result, StandardCharsets.UTF_8) + "]";
            resolve(callback.setArguments(ByteString.copyFromUtf8(only)).build(), self)
                    .enter();
        };
    }

    private static void keepBest(List<Fit> best, Fit fit) {
        int order = best.isEmpty() ? 0 : fit.compareTo(best.getFirst());
        if (order < 0) {
            best.clear();
        }
        if (order <= 0) {
            best.add(fit);
        }
    }

    private FunctionCall call(Candidate candidate, List<Object> given, Self self) {
        int first = candidate.takesSelf() ? 1 : 0;
        Object[] values = new Object[given.size() + first];
        if (first == 1) {
            values[0] = self;
        }
        for (int at = 0; at < given.size(); at++) {
            values[at + first] = given.get(at);
        }
        return new FunctionCall(candidate.method(), values, results);
    }

    private List<JsonNode> parse(JavaFunction function) throws FunctionException {
        try {
            JsonNode array = mapper.readTree(function.getArguments().newInput());
            if (array.isMissingNode()) {
                return List.of();
            }
            if (array.isArray()) {
                return StreamSupport.stream(array.spliterator(), false).toList();
            }
        } catch (JsonProcessingException malformed) {
            throw badArguments(malformed.getOriginalMessage());
        } catch (IOException impossible) {
            throw badArguments(impossible.toString());
        }
        throw badArguments("they are something else");
    }

    private static FunctionException badArguments(String why) {
        return new FunctionException(ExitReason.UNDEFINED_FUNCTION, "the arguments must be a JSON array: " + why);
    }

    private static FunctionException ambiguous(JavaFunction function, List<Fit> best) {
        String signatures = String.join(
                ", ", best.stream().map(fit -> fit.candidate().signature()).toList());
        return new FunctionException(
                ExitReason.AMBIGUOUS_FUNCTION,
                "several methods of " + function.getModule() + " take these arguments equally well: " + signatures
                        + "; name one of them in full as the function");
    }
}
