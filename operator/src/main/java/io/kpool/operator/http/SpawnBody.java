package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.kpool.crd.CommandLine;
import io.kpool.crd.JavaCall;
import io.kpool.crd.Limits;

/** A process to start: of a Spawn's spec what a caller without a session can have. Exactly one of the first two is set. */
record SpawnBody(
        @JsonPropertyDescription("A Java function to run. Exactly one of java and command is set.")
        JavaCall java,

        @JsonPropertyDescription("A command to run. Exactly one of java and command is set.")
        CommandLine command,

        @Size(max = 63) @JsonPropertyDescription("The only host to run on. Left out: the pool chooses.")
        String hostName,

        @Min(1)
        @Max(Limits.SECONDS)
        @JsonPropertyDescription("How many seconds it may run; then it is ended with reason deadline.")
        Integer activeDeadlineSeconds) {}
