package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** A Java {@code module:function(args)}, as {@code pool:pspawn/3} takes it. */
@ResourcePart
@RecordBuilder
public record JavaCall(
        @Required
        @Size(min = 1, max = 512)
        @ValidationRule(value = SpawnRules.CLASS_NAME, message = SpawnRules.CLASS_NAME_MESSAGE)
        @JsonPropertyDescription(
                "Binary name of a class that the worker finds in its image, in /opt/kpool/app or in /opt/kpool/lib; for example java.lang.Math.")
        String module,

        @Required
        @Size(min = 1, max = 512)
        @ValidationRule(value = SpawnRules.FUNCTION_NAME, message = SpawnRules.FUNCTION_NAME_MESSAGE)
        @JsonPropertyDescription(
                "Name of a public static method of that class. Where several take the same number of arguments, name(int,int) selects one.")
        String function,

        @Size(max = Limits.ARGUMENTS)
        @JsonPropertyDescription("The arguments, any JSON values, together at most 64 KiB.")
        List<JsonNode> args,

        @Default("Thread")
        @JsonPropertyDescription("Thread: on a virtual thread of the worker. Process: in a JVM of its own.")
        Isolation isolation) {
    public JavaCall {
        module = Absent.text(module);
        function = Absent.text(function);
        args = Absent.list(args);
        isolation = Absent.or(isolation, Isolation.Thread);
    }
}
