package io.kpool.kubectl.command;

import io.kpool.kubectl.wire.Live;
import io.kpool.kubectl.wire.Pid;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** Output of a process, as it comes. */
final class Output {
    private static final int AT_ONCE = 8192;

    /** Why there is no more. */
    enum End {
        /** The process has ended. */
        COMPLETE,
        /** The connection broke. */
        CUT,
        /** Nobody reads it any more. */
        UNREAD
    }

    private Output() {}

    static End follow(Live live, Pid pid, PrintStream out) {
        return copy(live.follow(pid), out);
    }

    static End copy(InputStream stream, PrintStream out) {
        try (InputStream in = stream) {
            byte[] buffer = new byte[AT_ONCE];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                if (out.checkError()) {
                    return End.UNREAD;
                }
            }
            return End.COMPLETE;
        } catch (IOException e) {
            return End.CUT;
        }
    }
}
