package io.kpool.worker.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kpool.protocol.process.ExitReason;

/** Writes results as JSON of at most {@link #LARGEST} bytes. */
final class Results {
    static final int LARGEST = 64 * 1024;

    private final BoundedJson json;

    Results(ObjectMapper mapper) {
        this.json = new BoundedJson(mapper, LARGEST);
    }

    byte[] toJson(Object result) throws FunctionException {
        try {
            return json.write(result);
        } catch (BoundedJson.TooLarge tooLarge) {
            throw new FunctionException(
                    ExitReason.BAD_RESULT,
                    "the result is larger than 64 KiB of JSON: return a reference to it, for example a path or a key");
        } catch (BoundedJson.Unwritable unwritable) {
            throw new FunctionException(ExitReason.BAD_RESULT, "the result, " + unwritable.getMessage());
        }
    }
}
