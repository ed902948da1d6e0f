package io.kpool.worker.process;

import com.google.protobuf.ByteString;
import io.kpool.protocol.process.ExitReason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * How a process ended.
 *
 * @param reason why
 * @param code of a command or an own JVM
 * @param message what a person can act on, at most {@link #LONGEST_MESSAGE} bytes of UTF-8: the rest is cut
 * @param result JSON; empty: none
 */
public record Outcome(ExitReason reason, int code, String message, ByteString result) {
    /** Bytes of a message that are kept. */
    public static final int LONGEST_MESSAGE = 4096;

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    /** The function returned, and has no result. */
    public static final Outcome RETURNED_NOTHING = new Outcome(ExitReason.NORMAL, 0, "", ByteString.EMPTY);

    public Outcome {
        message = cut(message);
    }

    /** The function returned that. */
    static Outcome returned(ByteString result) {
        return new Outcome(ExitReason.NORMAL, 0, "", result);
    }

    /** It did not come to its end, or not to its start. */
    static Outcome failed(ExitReason reason, String message) {
        return new Outcome(reason, 0, message, ByteString.EMPTY);
    }

    /** It was ended before it started. */
    static Outcome neverStarted() {
        return failed(ExitReason.KILLED, "it was ended before it started");
    }

    /** Its program ended with that code. */
    static Outcome exited(int code, String message) {
        return new Outcome(code == 0 ? ExitReason.NORMAL : ExitReason.EXIT_CODE, code, message, ByteString.EMPTY);
    }

    static String cut(String message) {
        if (message.length() <= LONGEST_MESSAGE / MOST_BYTES_OF_A_CHAR) {
            return message;
        }
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_MESSAGE);
        CharBuffer rest = CharBuffer.wrap(message);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(rest, bytes, true);
        return rest.hasRemaining() ? message.substring(0, rest.position()) : message;
    }
}
