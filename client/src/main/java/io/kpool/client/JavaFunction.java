package io.kpool.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.protobuf.ByteString;
import io.kpool.protocol.process.Isolation;
import java.util.Arrays;
import java.util.Objects;

/**
 * A public static method, called as Erlang's {@code Module:Function(Args)}. To be made once and spawned often: it keeps
 * what goes over the wire.
 */
public final class JavaFunction implements Program {
    private final io.kpool.protocol.process.JavaFunction wire;

    private JavaFunction(io.kpool.protocol.process.JavaFunction wire) {
        this.wire = wire;
    }

    /**
     * A call on a virtual thread of the worker's JVM.
     *
     * @param module binary name of a class on the worker's class path
     * @param function {@code name}, or, where that is ambiguous, {@code name(int,int)}
     * @param arguments sent as JSON; an argument of type {@code Self} is the worker's and not given here
     * @throws KpoolException {@link ErrorCode#INVALID}: an argument cannot be written as JSON
     */
    public static JavaFunction of(String module, String function, Object... arguments) {
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(function, "function");
        try {
            byte[] json = Json.MAPPER.writeValueAsBytes(Arrays.asList(arguments));
            return new JavaFunction(io.kpool.protocol.process.JavaFunction.newBuilder()
                    .setModule(module)
                    .setFunction(function)
                    .setArguments(ByteString.copyFrom(json))
                    .build());
        } catch (JsonProcessingException unwritable) {
            throw new KpoolException(ErrorCode.INVALID, unwritable.getOriginalMessage(), unwritable);
        }
    }

    /** The same in a JVM of its own: a {@code kill} ends it whatever it does, and its memory is its own. */
    public JavaFunction inItsOwnJvm() {
        return new JavaFunction(wire.toBuilder().setIsolation(Isolation.PROCESS).build());
    }

    /**
     * A function that is called with the result, there and before it is told: Distribunator's callback. What it returns
     * counts for nothing; what it throws is the exit's reason.
     *
     * @param moduleAndFunction {@code module:function}, public and static; empty: none
     */
    public JavaFunction withCallback(String moduleAndFunction) {
        return new JavaFunction(wire.toBuilder().setCallback(moduleAndFunction).build());
    }

    io.kpool.protocol.process.JavaFunction wire() {
        return wire;
    }

    @Override
    public String toString() {
        return wire.getModule() + ":" + wire.getFunction() + wire.getArguments().toStringUtf8();
    }
}
