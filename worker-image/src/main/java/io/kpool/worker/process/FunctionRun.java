package io.kpool.worker.process;

import com.google.protobuf.UnsafeByteOperations;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.worker.api.Self;
import io.kpool.worker.function.FunctionCall;
import io.kpool.worker.function.FunctionException;
import io.kpool.worker.function.JavaFunctions;
import io.kpool.worker.function.Traces;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs a function on the current thread, from finding it to its outcome. */
record FunctionRun(JavaFunctions functions, JavaFunction function, Self self) {
    /** The call that is meant, if that can be told at once. */
    Optional<FunctionCall> known() {
        return functions.known(function, self);
    }

    /**
     * @param enter asked just before user code is entered; false: it must not be
     */
    Outcome run(BooleanSupplier enter) {
        FunctionCall call;
        try {
            call = functions.resolve(function, self);
        } catch (FunctionException undefined) {
            return Outcome.failed(undefined.reason(), undefined.getMessage());
        }
        return enter.getAsBoolean() ? call(call) : Outcome.neverStarted();
    }

    /** Runs what was resolved before. */
    static Outcome call(FunctionCall call) {
        try {
            Optional<byte[]> result = call.call();
            return result.isEmpty()
                    ? Outcome.RETURNED_NOTHING
                    : Outcome.returned(UnsafeByteOperations.unsafeWrap(result.get()));
        } catch (InvocationTargetException thrown) {
            return Outcome.failed(ExitReason.EXCEPTION, Traces.describe(thrown.getCause()));
        } catch (FunctionException badResult) {
            return Outcome.failed(badResult.reason(), badResult.getMessage());
        }
    }
}
