package io.kpool.operator.live;

import io.kpool.operator.agent.Heard;
import io.kpool.operator.live.Followers.Page;
import io.kpool.protocol.agent.Output;
import io.kpool.protocol.live.LogChunk;
import io.kpool.protocol.live.LogRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One caller's reading of one process: first the last that it printed, then, if it follows, what it prints. Of what comes
 * in one frame with the first nobody can say whether it is in it: it may come twice. Lives on the loop.
 */
final class LogReading implements Followers.Follower {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long NONE = 0;

    private final Followers followers;
    private final Followed process;
    private final LogSink sink;
    private final CompletableFuture<LogReading> begun = new CompletableFuture<>();
    private final List<Output> early = new ArrayList<>();
    private Heard earlyIn;
    private long question = NONE;
    private boolean paged;
    private boolean follows;
    private boolean over;
    private long skipped;

    private LogReading(Followers followers, Followed process, LogSink sink) {
        this.followers = followers;
        this.process = process;
        this.sink = sink;
    }

    /** Done when its first words have come; gives what stops it. */
    static CompletionStage<Runnable> begin(Leading leading, Followed process, LogRequest request, LogSink sink) {
        LogReading reading = new LogReading(leading.followers(), process, sink);
        if (request.getFollow()) {
            reading.follow();
        }
        reading.ask(request.getTail());
        leading.loop().after(PATIENCE, reading::giveUp);
        return reading.begun.thenApply(begun -> () -> leading.loop().execute(reading::stop));
    }

    // Before it asks: nothing may come between.
    private void follow() {
        follows = true;
        followers.add(process, this);
    }

    private void ask(int tail) {
        OptionalLong asked = followers.read(process, tail, this::page);
        question = asked.orElse(NONE);
        if (asked.isEmpty()) {
            fail(ErrorKind.NO_SUCH_PROCESS, "the worker of " + process.pid() + " is not there");
        }
    }

    private void stop() {
        over = true;
        followers.forget(question);
        if (follows) {
            followers.remove(process, this);
        }
    }

    @Override
    public void printed(Output output, Heard heard) {
        if (paged) {
            tell(output);
            return;
        }
        if (earlyIn != heard) {
            early.clear();
            earlyIn = heard;
        }
        early.add(output);
    }

    @Override
    public void ended() {
        follows = false;
        if (paged) {
            end();
        }
    }

    private void giveUp() {
        if (!paged) {
            fail(ErrorKind.UNAVAILABLE, "the worker of " + process.pid() + " does not answer");
        }
    }

    private void fail(ErrorKind kind, String message) {
        stop();
        begun.completeExceptionally(new LiveException(kind, message));
    }

    private void page(Page page) {
        if (over) {
            return;
        }
        if (page.text().getUnknown()) {
            fail(ErrorKind.NO_SUCH_PROCESS, "nothing is kept of " + process.pid());
            return;
        }
        paged = true;
        begun.complete(this);
        tell(Output.newBuilder().setText(page.text().getText()).build());
        if (earlyIn == page.heard()) {
            early.forEach(this::tell);
        }
        early.clear();
        if (!follows || page.text().getEnded()) {
            end();
        }
    }

    private void tell(Output output) {
        if (output.getText().isEmpty() && output.getSkipped() == 0) {
            return;
        }
        if (!sink.isReady()) {
            skipped += output.getSkipped() + output.getText().size();
            return;
        }
        sink.chunk(LogChunk.newBuilder()
                .setStream(output.getStream())
                .setText(output.getText())
                .setSkipped(skipped + output.getSkipped())
                .build());
        skipped = 0;
    }

    private void end() {
        if (!over) {
            stop();
            sink.ended();
        }
    }
}
