package io.kpool.worker.socket;

import io.kpool.worker.process.SelfByToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The socket of a worker's commands. It is opened for the first of them: many workers never run one. */
public final class CommandSocket implements AutoCloseable {
    private final Path temporary;
    private final Consumer<String> log;
    private final Bounds bounds;
    private SocketServer server;
    private boolean closed;
    private boolean complained;

    /**
     * @param temporary where its own folder is made
     * @param log told of what fails
     */
    public CommandSocket(Path temporary, Consumer<String> log) {
        this(temporary, log, Bounds.USUAL);
    }

    CommandSocket(Path temporary, Consumer<String> log, Bounds bounds) {
        this.temporary = temporary;
        this.log = log;
        this.bounds = bounds;
    }

    /**
     * Where it is, open; may wait for the disk. Empty: it cannot be opened, and commands have to do without.
     *
     * @param selves who may ask there; must not wait. Who is named first is asked for good
     */
    public synchronized Optional<Path> openFor(SelfByToken selves) {
        if (server == null && !closed) {
            open(selves);
        }
        return Optional.ofNullable(server).map(SocketServer::path);
    }

    private void open(SelfByToken selves) {
        try {
            server = SocketServer.open(temporary, new Desk(selves, new Router(Endpoints.all(), log), bounds));
        } catch (IOException cannot) {
            if (!complained) {
                log.accept("commands have no socket: " + cannot);
            }
            complained = true;
        }
    }

    /** Closes it, for good. */
    @Override
    public synchronized void close() {
        closed = true;
        if (server != null) {
            try {
                server.close();
            } catch (IOException left) {
                log.accept("the commands' socket is left behind: " + left);
            }
            server = null;
        }
    }
}
