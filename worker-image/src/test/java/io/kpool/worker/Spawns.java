package io.kpool.worker;

import com.google.protobuf.ByteString;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.CommandLine;
import io.kpool.protocol.process.Isolation;
import io.kpool.protocol.process.JavaFunction;
import java.util.List;

/** Spawn commands in few words. */
final class Spawns {
    private Spawns() {}

    static Spawn.Builder function(Class<?> module, String function, String arguments) {
        return function(module.getName(), function, arguments, Isolation.THREAD);
    }

    static Spawn.Builder function(String module, String function, String arguments, Isolation isolation) {
        return Spawn.newBuilder()
                .setJava(JavaFunction.newBuilder()
                        .setModule(module)
                        .setFunction(function)
                        .setArguments(ByteString.copyFromUtf8(arguments))
                        .setIsolation(isolation));
    }

    static Spawn.Builder shell(String script) {
        return command("sh", "-c", script);
    }

    static Spawn.Builder command(String... argv) {
        return Spawn.newBuilder().setCommandLine(CommandLine.newBuilder().addAllArgv(List.of(argv)));
    }
}
