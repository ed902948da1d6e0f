package io.kpool.operator.spawn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.ByteString;
import io.kpool.crd.JavaCall;
import io.kpool.crd.SpawnSpec;
import io.kpool.operator.agent.FirstMoment;
import io.kpool.operator.agent.MembershipWire;
import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.CommandLine;
import io.kpool.protocol.process.EnvironmentVariable;
import io.kpool.protocol.process.Isolation;
import io.kpool.protocol.process.JavaFunction;

/** Says to a worker what a Spawn's spec says. */
final class SpawnOrders {
    private SpawnOrders() {}

    /** With that being so from its first moment on. */
    static Spawn order(SpawnSpec spec, FirstMoment moment) {
        return order(spec).toBuilder()
                .addAllLink(moment.partners().stream().map(Pid::toString).toList())
                .addAllMembership(
                        moment.memberships().stream().map(MembershipWire::write).toList())
                .build();
    }

    /** Without the command's number and who asked, which the pool's master gives. */
    static Spawn order(SpawnSpec spec) {
        Spawn.Builder order = Spawn.newBuilder();
        spec.java().ifPresent(call -> order.setJava(function(call)));
        spec.command().ifPresent(command -> order.setCommandLine(commandLine(command)));
        spec.activeDeadline().ifPresent(deadline -> order.setDeadlineSeconds(Math.toIntExact(deadline.toSeconds())));
        return order.build();
    }

    private static JavaFunction function(JavaCall call) {
        ArrayNode arguments = new ArrayNode(JsonNodeFactory.instance, call.args());
        return JavaFunction.newBuilder()
                .setModule(call.module())
                .setFunction(call.function())
                .setArguments(ByteString.copyFromUtf8(arguments.toString()))
                .setIsolation(
                        switch (call.isolation()) {
                            case Thread -> Isolation.THREAD;
                            case Process -> Isolation.PROCESS;
                        })
                .build();
    }

    private static CommandLine commandLine(io.kpool.crd.CommandLine command) {
        CommandLine.Builder line = CommandLine.newBuilder()
                .addAllArgv(command.argv())
                .setWorkingDir(command.workingDir())
                .setStdin(command.stdin());
        command.env()
                .forEach(one -> line.addEnv(
                        EnvironmentVariable.newBuilder().setName(one.name()).setValue(one.value())));
        return line.build();
    }
}
