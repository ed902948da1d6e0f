package io.kpool.operator.live;

import io.kpool.operator.live.SpawnOrder.Until;
import io.kpool.pool.Answer;
import io.kpool.pool.Exit;
import io.kpool.pool.Pid;
import io.kpool.pool.SessionId;
import io.kpool.protocol.live.Process;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One caller that waits for what becomes of one process. Lives on the loop. */
final class SpawnWaiter {
    private final Until until;
    private final Starts starts;
    private final CompletableFuture<Process> answer = new CompletableFuture<>();
    private final Process.Builder process;

    /** When processes started, in Unix milliseconds. */
    interface Starts {
        long startedMillis(Pid pid);
    }

    /** @param session that the process belongs to */
    SpawnWaiter(Until until, SessionId session, Starts starts) {
        this.until = until;
        this.starts = starts;
        this.process = Process.newBuilder().setOwner(session.toString()).setState("Queued");
    }

    CompletionStage<Process> answer() {
        return answer;
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    boolean hasProcess() {
        return !process.getPid().isEmpty();
    }

    void told(Answer news) {
        switch (news) {
            case Answer.Started(var pid) -> {
                process.setPid(pid.toString()).setState("Running").setStartedMillis(starts.startedMillis(pid));
                if (until == Until.STARTED) {
                    tellWhatIsKnown();
                }
            }
            case Answer.Ended(var exit) -> ended(exit, Start.SEEN);
            case Answer.NeverStarted(var exit) -> ended(exit, Start.NONE);
            case Answer.Failed(var why, var message) -> fail(ErrorKind.of(why), message);
        }
    }

    /** It has waited long enough. */
    void tellWhatIsKnown() {
        answer.complete(process.build());
    }

    void fail(ErrorKind kind, String message) {
        answer.completeExceptionally(new LiveException(kind, message));
    }

    private enum Start {
        SEEN,
        NONE
    }

    private void ended(Exit exit, Start start) {
        process.setState("Ended").setExit(LiveWire.exited(exit).setStarted(start == Start.SEEN));
        tellWhatIsKnown();
    }
}
