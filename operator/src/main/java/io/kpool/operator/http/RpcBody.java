package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.kpool.crd.JavaCall;

/** A function to run elsewhere, for its result. */
record RpcBody(
        @Required @JsonPropertyDescription("The function.") JavaCall java,

        @Size(max = 1025)
        @JsonPropertyDescription(
                "module:function, a static one of one argument, called there with the result before that is told.")
        String callback,

        @Min(1)
        @Max(Endpoints.LONGEST_WAIT)
        @JsonPropertyDescription("How long to wait for the result, by default 5; after that it is killed.")
        Integer timeoutSeconds) {
    RpcBody {
        callback = callback == null ? "" : callback;
        timeoutSeconds = timeoutSeconds == null ? MessageCalls.PATIENCE_SECONDS : timeoutSeconds;
    }
}
