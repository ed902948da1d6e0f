package io.kpool.worker.process;

import io.kpool.pool.Pid;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.worker.function.JavaFunctions;
import io.kpool.worker.function.UserCode;
import java.io.IOException;
import java.io.UncheckedIOException;
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
            var channel = new JvmChannel(socket);
            channel.sendOutcome(run(channel, classPath));
        }
        // Threads that user code left behind do not keep the process.
        System.exit(0);
    }

    private static Outcome run(JvmChannel channel, List<Path> classPath) throws IOException {
        JavaFunction function = channel.receiveFunction();
        var functions = new JavaFunctions(UserCode.in(classPath));
        Thread.currentThread().setContextClassLoader(functions.loader());
        var self = new ProcessSelf(Pid.parse(System.getenv(ProgramEnvironment.PID)));
        Outcome outcome = new FunctionRun(functions, function, self).run(() -> enter(channel));
        System.out.flush();
        return outcome;
    }

    private static boolean enter(JvmChannel channel) {
        try {
            channel.sendStarted();
            return true;
        } catch (IOException agentIsGone) {
            throw new UncheckedIOException(agentIsGone);
        }
    }
}
