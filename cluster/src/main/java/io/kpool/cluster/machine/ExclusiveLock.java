package io.kpool.cluster.machine;

import io.kpool.cluster.ClusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A file that one process at a time holds. The kernel lets go of it when the holder dies, however it dies; the pid inside
 * is only for the message.
 */
public final class ExclusiveLock implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LOOKS_PER_LINE = 150;

    private final FileChannel channel;

    private ExclusiveLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param doing what the holder does, for the other one's message: "building the binaries"
     * @throws ClusterException at once, naming the holder, when another process has it
     */
    public static ExclusiveLock acquire(Path file, String doing) {
        try {
            FileChannel channel = open(file);
            if (!locked(channel)) {
                channel.close();
                throw new ClusterException("Process " + holder(file) + " is already " + doing
                        + "; wait until it is done, or end it and try again.");
            }
            return held(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for as long as another process has it, and names the holder every fifteen seconds.
     *
     * @param doing what the holder does: "installing packages"
     * @throws ClusterException when this thread is interrupted meanwhile
     */
    public static ExclusiveLock await(Path file, String doing, Progress progress) {
        try {
            FileChannel channel = open(file);
            for (int looks = 0; !locked(channel); looks++) {
                if (looks % LOOKS_PER_LINE == 0) {
                    progress.say("waiting for process " + holder(file) + ", which is " + doing);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                if (Thread.currentThread().isInterrupted()) {
                    channel.close();
                    throw new ClusterException("Interrupted while another process was " + doing + ".");
                }
            }
            return held(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static String holder(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private static ExclusiveLock held(FileChannel channel) throws IOException {
        byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0).write(ByteBuffer.wrap(pid));
        return new ExclusiveLock(channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
