package io.kpool.worker;

import com.google.protobuf.ByteString;
import io.kpool.protocol.agent.Output;
import io.kpool.protocol.process.OutputStream;
import io.kpool.worker.output.Follower;
import io.kpool.worker.output.StreamName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a process prints while somebody follows it, on its way from the thread that prints to the loop. Never waits: what
 * there is no room for is left out, and the next that is sent says how much that was.
 */
final class FollowedOutput implements Follower {
    /** Bytes of a message, give or take a line. */
    static final int LARGEST_MESSAGE = 32 * 1024;

    /** @param skipped bytes that were left out before it */
    private record Piece(StreamName stream, byte[] text, long skipped) {
        boolean continues(Piece before, int size) {
            return stream == before.stream && skipped == 0 && size < LARGEST_MESSAGE;
        }
    }

    private final long serial;
    private final OutputRoom room;
    private final Runnable arrived;
    private final Map<StreamName, Long> skipped = new EnumMap<>(StreamName.class);
    private List<Piece> pieces = new ArrayList<>();

    /** @param arrived called, on the thread that prints, when there is something to be taken where there was nothing */
    FollowedOutput(long serial, OutputRoom room, Runnable arrived) {
        this.serial = serial;
        this.room = room;
        this.arrived = arrived;
    }

    @Override
    public void printed(StreamName stream, byte[] line) {
        if (isFirst(stream, line)) {
            arrived.run();
        }
    }

    private synchronized boolean isFirst(StreamName stream, byte[] line) {
        if (!room.take(OutputRoom.cost(line.length))) {
            skipped.merge(stream, (long) line.length, Long::sum);
            return false;
        }
        pieces.add(new Piece(stream, line, takeSkipped(stream)));
        return pieces.size() == 1;
    }

    private long takeSkipped(StreamName stream) {
        Long bytes = skipped.remove(stream);
        return bytes == null ? 0 : bytes;
    }

    /** All that has arrived. */
    List<Output> take() {
        return messages(takePieces());
    }

    /** The same when nothing more will arrive: also how much was left out at the end. */
    List<Output> takeLast() {
        List<Output> messages = new ArrayList<>(take());
        synchronized (this) {
            skipped.forEach(
                    (stream, bytes) -> messages.add(message(new Piece(stream, new byte[0], bytes), ByteString.EMPTY)));
            skipped.clear();
        }
        return messages;
    }

    /** Leaves out all that has arrived: there is nobody to send it to. */
    synchronized void skip() {
        takePieces().forEach(piece -> skipped.merge(piece.stream(), piece.skipped() + piece.text().length, Long::sum));
    }

    private synchronized List<Piece> takePieces() {
        List<Piece> taken = pieces;
        pieces = new ArrayList<>();
        room.give(taken.stream()
                .mapToInt(piece -> OutputRoom.cost(piece.text().length))
                .sum());
        return taken;
    }

    private List<Output> messages(List<Piece> taken) {
        List<Output> messages = new ArrayList<>();
        for (int at = 0; at < taken.size(); ) {
            Piece first = taken.get(at);
            ByteString.Output text = ByteString.newOutput();
            do {
                byte[] bytes = taken.get(at).text();
                text.write(bytes, 0, bytes.length);
                at++;
            } while (at < taken.size() && taken.get(at).continues(first, text.size()));
            messages.add(message(first, text.toByteString()));
        }
        return messages;
    }

    private Output message(Piece first, ByteString text) {
        return Output.newBuilder()
                .setSerial(serial)
                .setStream(first.stream() == StreamName.STDOUT ? OutputStream.STDOUT : OutputStream.STDERR)
                .setText(text)
                .setSkipped(first.skipped())
                .build();
    }
}
