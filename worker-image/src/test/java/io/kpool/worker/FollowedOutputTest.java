package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kpool.protocol.agent.Output;
import io.kpool.protocol.process.OutputStream;
import io.kpool.worker.output.StreamName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FollowedOutputTest {
    private final KeptReports stream = new KeptReports();
    private final OutputRoom room = new OutputRoom();
    private final AtomicInteger arrivals = new AtomicInteger();
    private final FollowedOutput followed = new FollowedOutput(7, room, arrivals::incrementAndGet);

    FollowedOutputTest() {
        room.reportTo(stream);
    }

    @Test
    void putsLinesOfAStreamIntoOneMessage() {
        print(StreamName.STDOUT, "one\n");
        print(StreamName.STDOUT, "two\n");
        print(StreamName.STDERR, "oh\n");
        print(StreamName.STDOUT, "three\n");

        assertThat(followed.take())
                .extracting(
                        Output::getSerial,
                        Output::getStream,
                        output -> output.getText().toStringUtf8())
                .containsExactly(
                        tuple(7L, OutputStream.STDOUT, "one\ntwo\n"),
                        tuple(7L, OutputStream.STDERR, "oh\n"),
                        tuple(7L, OutputStream.STDOUT, "three\n"));
        assertThat(followed.take()).isEmpty();
    }

    @Test
    void callsOnceUntilItIsTaken() {
        print(StreamName.STDOUT, "one\n");
        print(StreamName.STDOUT, "two\n");
        assertThat(arrivals).hasValue(1);

        followed.take();
        print(StreamName.STDOUT, "three\n");

        assertThat(arrivals).hasValue(2);
    }

    @Test
    void beginsANewMessageWhenOneIsLarge() {
        String line = "x".repeat(FollowedOutput.LARGEST_MESSAGE - 1) + "\n";
        print(StreamName.STDOUT, line);
        print(StreamName.STDOUT, line);

        assertThat(followed.take())
                .extracting(output -> output.getText().size())
                .containsExactly(32768, 32768);
    }

    @Test
    void saysHowMuchItLeftOutForWantOfRoom() {
        print(StreamName.STDOUT, "one\n");
        stream.queuedOutput = OutputRoom.BYTES;
        print(StreamName.STDOUT, "two\n");
        print(StreamName.STDOUT, "three\n");
        print(StreamName.STDERR, "oh\n");
        stream.queuedOutput = 0;
        print(StreamName.STDOUT, "four\n");

        assertThat(followed.takeLast())
                .extracting(Output::getStream, output -> output.getText().toStringUtf8(), Output::getSkipped)
                .containsExactly(
                        tuple(OutputStream.STDOUT, "one\n", 0L),
                        tuple(OutputStream.STDOUT, "four\n", 10L),
                        tuple(OutputStream.STDERR, "", 3L));
    }

    @Test
    void holdsNoMoreThanThereIsRoomFor() {
        int size = 1024 * 1024 - OutputRoom.cost(0);
        String line = "x".repeat(size - 1) + "\n";
        for (int i = 0; i < 6; i++) {
            print(StreamName.STDOUT, line);
        }
        List<Output> first = followed.take();
        print(StreamName.STDOUT, "last\n");

        assertThat(first).hasSize(4);
        assertThat(followed.take())
                .singleElement()
                .returns(2L * size, Output::getSkipped)
                .satisfies(output -> assertThat(output.getText().toStringUtf8()).isEqualTo("last\n"));
    }

    @Test
    void emptyLinesTakeRoomToo() {
        int fit = (int) (OutputRoom.BYTES / OutputRoom.cost(1));
        for (int i = 0; i < fit + 3; i++) {
            print(StreamName.STDOUT, "\n");
        }
        int taken = followed.take().stream()
                .mapToInt(output -> output.getText().size())
                .sum();
        print(StreamName.STDOUT, "last\n");

        assertThat(taken).isEqualTo(fit);
        assertThat(followed.take()).singleElement().returns(3L, Output::getSkipped);
    }

    @Test
    void countsAsLeftOutWhatNobodyTook() {
        print(StreamName.STDOUT, "one\n");
        followed.skip();
        print(StreamName.STDOUT, "two\n");

        assertThat(followed.take()).singleElement().returns(4L, Output::getSkipped);
    }

    private void print(StreamName to, String line) {
        followed.printed(to, line.getBytes(StandardCharsets.UTF_8));
    }
}
