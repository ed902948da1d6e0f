package io.kpool.operator.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Carries what one caller and the operator tell each other, until it is cut as a cable is: neither hears of that. */
final class Line implements AutoCloseable {
    private final ServerSocket door;
    private final Socket operator;
    private volatile boolean cut;
    private volatile Socket caller;

    Line(int operatorPort) throws IOException {
        door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        operator = new Socket(InetAddress.getLoopbackAddress(), operatorPort);
        Thread.ofVirtual().start(this::connect);
    }

    int port() {
        return door.getLocalPort();
    }

    void cut() {
        cut = true;
    }

    private void connect() {
        try {
            caller = door.accept();
            Thread.ofVirtual().start(() -> carry(caller, operator));
            carry(operator, caller);
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[8 * 1024];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                if (!cut) {
                    out.write(some, 0, read);
                }
            }
        } catch (IOException ended) {
            // As good as its end.
        }
    }

    @Override
    public void close() {
        try {
            operator.close();
            door.close();
            if (caller != null) {
                caller.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
