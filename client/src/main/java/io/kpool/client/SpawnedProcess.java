package io.kpool.client;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A process that was started: what Erlang's {@code spawn} answers, with what becomes of it.
 *
 * <p>Stages are completed on the session's one thread. What depends on them must not block it: use the {@code …Async}
 * forms with an executor of your own for everything that takes time.
 */
public final class SpawnedProcess {
    private final Request request;
    private final Request.Owner owner;

    SpawnedProcess(Request request, Request.Owner owner) {
        this.request = request;
        this.owner = owner;
    }

    /** {@code <pool>/<host>.<incarnation>.<serial>}, unique for ever. */
    public String pid() {
        return request.pid();
    }

    /** Where it runs; Erlang's {@code node(Pid)}. */
    public String host() {
        return request.host();
    }

    /**
     * How it ends, normally or not. Fails with {@link ErrorCode#FORGOTTEN} or {@link ErrorCode#UNKNOWN_OUTCOME} if nobody
     * knows any more, and with {@link ErrorCode#SESSION_ENDED}.
     */
    public CompletionStage<ProcessExit> exit() {
        return request.exit().minimalCompletionStage();
    }

    /** Waits until it ends, however long that takes. Fails as {@link #exit()}. */
    public ProcessExit awaitExit() throws InterruptedException {
        return Waiting.forResult(request.exit());
    }

    /**
     * Waits until it ends.
     *
     * @throws KpoolException {@link ErrorCode#DEADLINE}: it runs still; otherwise as {@link #exit()}
     */
    public ProcessExit awaitExit(Duration atMost) throws InterruptedException {
        return Waiting.forResult(request.exit(), atMost);
    }

    /**
     * What the function returns.
     *
     * @param type that the JSON is read as
     * @return fails with {@link ProcessExitException} when it ends otherwise than normally, and as {@link #exit()}; null
     *     when it returned nothing
     */
    public <T> CompletionStage<T> result(Class<T> type) {
        return request.exit().thenApply(exit -> read(exit, type)).minimalCompletionStage();
    }

    /** Waits for what the function returns, however long that takes. Fails as {@link #result}. */
    public <T> T awaitResult(Class<T> type) throws InterruptedException {
        return read(awaitExit(), type);
    }

    private <T> T read(ProcessExit exit, Class<T> type) {
        if (!exit.isNormal()) {
            throw new ProcessExitException(pid(), exit);
        }
        return Json.read(exit.result(), type);
    }

    /**
     * Erlang's {@code exit(Pid, Reason)}: sends it an exit signal from this session. It ends with that reason unless it
     * traps exits. Nothing tells whether it arrives: it is lost with the stream, and without effect on what has ended.
     *
     * @param reason {@code shutdown}; {@code kill}, which cannot be trapped; {@code normal}, which only a process that
     *     traps exits notices; or a word of your own, at most 4 KiB
     */
    public void exit(String reason) {
        owner.exit(pid(), reason);
    }

    /** Erlang's {@code exit(Pid, kill)}: it ends, whatever it does, with {@link ExitReason#KILLED}. */
    public void kill() {
        exit("kill");
    }

    /**
     * Erlang's {@code link(Pid)}: when one of the two ends, the other gets an exit signal. If it has ended already, the
     * session gets one with {@link ExitReason#NOPROC}.
     */
    public void link() {
        owner.link(pid());
    }

    /** Erlang's {@code unlink(Pid)}. */
    public void unlink() {
        owner.unlink(pid());
    }

    @Override
    public String toString() {
        return pid() + " " + request.spec();
    }
}
