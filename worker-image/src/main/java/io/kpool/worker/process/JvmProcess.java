package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.ProcessSignal;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A function in a JVM of its own: what it does to that JVM, exiting it included, is its own affair. */
final class JvmProcess extends ProgramProcess {
    private final JvmConversation conversation;
    private final OwnJvm jvm;

    JvmProcess(JavaFunction function, OwnJvm jvm, ProcessContext context) {
        super(context);
        this.jvm = jvm;
        this.conversation = new JvmConversation(function, context);
    }

    @Override
    public ExitHandling exitHandling() {
        return conversation.exitHandling();
    }

    @Override
    public void deliver(ProcessSignal signal) {
        conversation.tell(signal);
    }

    @Override
    public void deliver(long watch, KeyChange change) {
        conversation.tell(watch, change);
    }

    @Override
    Outcome run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kpool-");
        Path socket = folder.resolve("agent");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            return run(server, socket);
        } finally {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder);
        }
    }

    private Outcome run(ServerSocketChannel server, Path socket) throws IOException, InterruptedException {
        Optional<Program> program = start(builder(socket));
        if (program.isEmpty()) {
            return Outcome.neverStarted();
        }
        Thread talking = Thread.ofPlatform()
                .daemon()
                .name("kpool-jvm-" + context().pid())
                .start(() -> converse(server));
        int code = await(program.get());
        // The JVM is gone: nobody will connect any more, and who did has said all.
        server.close();
        talking.join();
        return conversation.outcome().orElseGet(() -> withoutWord(code));
    }

    private ProcessBuilder builder(Path socket) {
        var builder = new ProcessBuilder(Sessions.wrap(jvm.run(socket)));
        ProgramEnvironment.strip(builder.environment());
        ProgramEnvironment.identify(builder.environment(), context().pid());
        return builder.redirectInput(ProcessBuilder.Redirect.from(ProgramEnvironment.NO_INPUT));
    }

    private void converse(ServerSocketChannel server) {
        try (SocketChannel connected = server.accept()) {
            conversation.hold(new JvmChannel(connected));
        } catch (IOException ended) {
            // It ended, or was ended, before it had said all: its exit code says the rest.
            conversation.end();
        }
    }

    private Outcome withoutWord(int code) {
        String message = code == 0 ? "" : ExitCodes.describe(code, context().output());
        return conversation.hasStarted()
                ? Outcome.exited(code, message)
                : Outcome.failed(ExitReason.SPAWN_FAILED, "the JVM did not come up: " + message);
    }
}
