package io.kpool.worker.process;

import io.kpool.pool.Pid;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.worker.function.JavaFunctions;
import io.kpool.worker.function.UserCode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The main class of a process with a JVM of its own: runs one function and ends with it. */
public final class JvmMain {
    private JvmMain() {}

    /** @param arguments the agent's socket, then the folders of user code */
    public static void main(String[] arguments) throws IOException {
        var address = UnixDomainSocketAddress.of(arguments[0]);
        List<Path> classPath = Arrays.stream(arguments).skip(1).map(Path::of).toList();
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.connect(address);
            var agent = new JvmAgent(new JvmChannel(socket));
            agent.say(new JvmWord.Ended(run(agent, classPath)));
            // Threads that user code left behind do not keep the process.
            System.exit(0);
        }
    }

    private static Outcome run(JvmAgent agent, List<Path> classPath) throws IOException {
        JavaFunction function = agent.receiveFunction();
        var functions = new JavaFunctions(UserCode.in(classPath));
        Thread.currentThread().setContextClassLoader(functions.loader());
        Pid pid = Pid.parse(System.getenv(ProgramEnvironment.PID));
        var self = agent.self(pid, function, functions.values());
        Outcome outcome = new FunctionRun(functions, function, self).run(() -> {
            agent.say(new JvmWord.Started());
            return true;
        });
        System.out.flush();
        return outcome;
    }
}
